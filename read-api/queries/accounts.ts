import { accountQueries } from '@yunzhen/contracts/account/queries';
import { accountsView } from '@yunzhen/contracts/account/row';
import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { staffRoles } from '@yunzhen/contracts/roles';
import { answer, shown, type View } from '../answer.ts';
import { equal } from '../filters.ts';
import { byId, departmentNames } from '../names.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'openedAt', direction: -1 } as const;

const withNames = async (view: View, accountId: string) => {
  const { history, ...account } = shown(await view(accountsView).findOne({ _id: accountId }));
  const names = await byId(
    view,
    accountsView,
    history.map(({ by }) => by),
  );
  return { ...account, history: history.map(one => ({ ...one, byName: names.get(one.by ?? '')?.name ?? null })) };
};

export const accounts = answer('accounts', accountQueries.accounts, ({ params, view }) => {
  const { role, status, ...paging } = params;
  const filter = { role: role ?? { $in: [...staffRoles] }, ...equal({ status }) };
  return pageOf(view(accountsView), filter, newest, paging);
});

export const account = answer('account', accountQueries.account, ({ params, view }) =>
  withNames(view, params.accountId),
);

export const withoutAccount = answer('withoutAccount', accountQueries.withoutAccount, async ({ view }) => {
  const staff = await view(practitionersView).find({ active: true }).sort({ initials: 1 }).toArray();
  const have = await byId(
    view,
    accountsView,
    staff.map(({ practitionerId }) => practitionerId),
  );
  const without = staff.filter(({ practitionerId }) => !have.has(practitionerId));
  const named = await departmentNames(view, without);
  return named.map(({ practitionerId, kind, name, departmentName }) => ({
    practitionerId,
    kind,
    name,
    departmentName,
  }));
});

export const myAccount = answer('myAccount', accountQueries.myAccount, ({ by, view }) => withNames(view, by?.id ?? ''));
