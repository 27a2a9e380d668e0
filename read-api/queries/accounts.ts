import { accountQueries } from '@yunzhen/contracts/account/queries';
import { accountsView } from '@yunzhen/contracts/account/row';
import { staffRoles } from '@yunzhen/contracts/roles';
import { answer, shown } from '../answer.ts';
import { equal } from '../filters.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'openedAt', direction: -1 } as const;

export const accounts = answer('accounts', accountQueries.accounts, ({ params, view }) => {
  const { role, status, ...paging } = params;
  const filter = { role: role ?? { $in: [...staffRoles] }, ...equal({ status }) };
  return pageOf(view(accountsView), filter, newest, paging);
});

export const account = answer('account', accountQueries.account, async ({ params, view }) =>
  shown(await view(accountsView).findOne({ _id: params.accountId })),
);

export const myAccount = answer('myAccount', accountQueries.myAccount, async ({ by, view }) =>
  shown(await view(accountsView).findOne({ _id: by?.id ?? '' })),
);
