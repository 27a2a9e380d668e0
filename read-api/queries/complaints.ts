import { complaintQueries } from '@yunzhen/contracts/complaint/queries';
import { complaintsView, complaintsWaiting } from '@yunzhen/contracts/complaint/row';
import { answer, shown } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { nameOne, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';
import { late, waits } from '../waiting.ts';

const byDeadline = { field: 'dueAt', direction: 1 } as const;
const newest = { field: 'filedAt', direction: -1 } as const;

export const complaints = answer(
  'complaints',
  complaintQueries.complaints,
  async ({ params, reachable, view, now }) => {
    const { status, kind, departmentId, from, to, ...paging } = params;
    const unanswered = status !== undefined && status !== 'answered' && status !== 'withdrawn';
    const filter = {
      ...(status === 'open'
        ? waits(complaintsWaiting, now)
        : status === 'late'
          ? late(complaintsWaiting, now)
          : equal({ status })),
      ...equal({ kind, departmentId }),
      ...within('filedAt', from, to),
    };
    const { rows, next } = await pageOf(
      view(complaintsView),
      all(filter, reachable(complaintsView)),
      unanswered ? byDeadline : newest,
      paging,
    );
    return { rows: await withNames(view, rows), next };
  },
);

export const complaint = answer('complaint', complaintQueries.complaint, async ({ params, reachable, view }) => {
  const row = await view(complaintsView).findOne(all({ _id: params.complaintId }, reachable(complaintsView)));
  return nameOne(view, shown(row));
});
