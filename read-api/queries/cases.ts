import { exchangeNumber, plainNumber } from '@yunzhen/contracts/case/numbers';
import { caseQueries } from '@yunzhen/contracts/case/queries';
import { casesView, exchangesLog } from '@yunzhen/contracts/case/row';
import { answer, shown } from '../answer.ts';
import { withoutBodies } from '../exchanges.ts';
import { equal, within } from '../filters.ts';
import { pageOf } from '../paging.ts';

const waiting = { status: { $in: ['open', 'retried'] as const } };
const oldest = { field: 'since', direction: 1 } as const;
const newest = { field: 'openedAt', direction: -1 } as const;
/** Of one case; more are found by the key. */
const most = 50;

export const cases = answer('cases', caseQueries.cases, async ({ params, view, by }) => {
  const { status, system, reason, assigned, ...paging } = params;
  const waits = status === 'waiting' || status === 'open' || status === 'retried';
  const filter = {
    ...(status === 'waiting' ? waiting : equal({ status })),
    ...equal({ system, reason }),
    ...(assigned && { assigneeId: assigned === 'mine' ? (by?.id ?? null) : null }),
  };
  return pageOf(view(casesView), filter, waits ? oldest : newest, paging);
});

export const stuckCase = answer('case', caseQueries.case, async ({ params, view }) => {
  const row = shown(await view(casesView).findOne({ _id: params.caseId }));
  const { system, key } = row;
  const found = await view(exchangesLog).find({ system, key }).sort({ at: -1 }).limit(most).toArray();
  return { ...row, exchanges: found.map(one => withoutBodies(shown(one))) };
});

export const exchanges = answer('exchanges', caseQueries.exchanges, async ({ params, view, index }) => {
  const { system, number, patientId, outcome, from, to, ...paging } = params;
  const filter = {
    ...equal({ system, patientId, outcome, numbers: number && index(exchangeNumber, plainNumber(number)) }),
    ...within('at', from, to),
  };
  const { rows, next } = await pageOf(view(exchangesLog), filter, { field: 'at', direction: -1 }, paging);
  return { rows: rows.map(withoutBodies), next };
});
