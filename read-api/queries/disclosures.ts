import { accountsView } from '@yunzhen/contracts/account/row';
import { exchangesLog } from '@yunzhen/contracts/case/row';
import { disclosureMinutes } from '@yunzhen/contracts/disclosure/disclosure';
import { disclosureQueries } from '@yunzhen/contracts/disclosure/queries';
import { disclosuresView } from '@yunzhen/contracts/disclosure/row';
import { NotFound } from '@yunzhen/platform/problem';
import { answer, shown } from '../answer.ts';
import { withBodies } from '../exchanges.ts';
import { equal, within } from '../filters.ts';
import { byId } from '../names.ts';
import { pageOf } from '../paging.ts';

const newest = { field: 'openedAt', direction: -1 } as const;

export const disclosures = answer('disclosures', disclosureQueries.disclosures, async ({ params, view }) => {
  const { kind, reason, staffId, from, to, ...paging } = params;
  const filter = { ...equal({ kind, reason, staffId }), ...within('openedAt', from, to) };
  const { rows, next } = await pageOf(view(disclosuresView), filter, newest, paging);
  const names = await byId(
    view,
    accountsView,
    rows.map(row => row.staffId),
  );
  return { rows: rows.map(row => ({ ...row, staffName: names.get(row.staffId)?.name ?? null })), next };
});

export const disclosedExchange = answer(
  'disclosedExchange',
  disclosureQueries.disclosedExchange,
  async ({ params, by, view, now }) => {
    const { kind, staffId, subjectId, openedAt } = shown(
      await view(disclosuresView).findOne({ _id: params.disclosureId }),
    );
    const over = now.getTime() - Date.parse(openedAt) > disclosureMinutes * 60_000;
    // Another's, of another kind and over are one answer: none of them says that there is one.
    if (kind !== 'exchange' || staffId !== by?.id || over) throw new NotFound();
    return withBodies(shown(await view(exchangesLog).findOne({ _id: subjectId })));
  },
);
