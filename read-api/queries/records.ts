import { consultationsView } from '@yunzhen/contracts/consultation/row';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { recordsView } from '@yunzhen/contracts/record/row';
import { answer, shown } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { nameOne, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';
import { prescriptionsShown } from '../prescriptions.ts';

export const records = answer('records', recordQueries.records, async ({ params, reachable, view }) => {
  const { visitPersonId, from, to, ...paging } = params;
  const filter = { ...equal({ visitPersonId }), ...within('writtenAt', from, to) };
  const sort = { field: 'writtenAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(recordsView), all(filter, reachable(recordsView)), sort, paging);
  return { rows: await withNames(view, rows), next };
});

export const record = answer('record', recordQueries.record, async ({ params, reachable, view }) => {
  const row = await view(recordsView).findOne(all({ _id: params.recordId }, reachable(recordsView)));
  return nameOne(view, shown(row));
});

const most = 20;

export const history = answer('history', recordQueries.history, async ({ params, by, reachable, view }) => {
  const { consultationId } = params;
  const found = await view(consultationsView).findOne(all({ _id: consultationId }, reachable(consultationsView)));
  const { patientId, visitPersonId, endedAt } = shown(found);
  // What others found after a visit was over is no part of it.
  const until = (field: string) => (endedAt === null ? {} : { [field]: { $lte: endedAt } });
  const earlier = { patientId, visitPersonId, publishedAt: { $ne: null } };
  const [records, prescriptions] = await Promise.all([
    view(recordsView)
      .find({ ...earlier, ...until('writtenAt'), recordId: { $ne: consultationId } })
      .sort({ writtenAt: -1 })
      .limit(most)
      .toArray(),
    view(prescriptionsView)
      .find({ ...earlier, ...until('submittedAt'), consultationId: { $ne: consultationId } })
      .sort({ submittedAt: -1 })
      .limit(most)
      .toArray(),
  ]);
  return {
    records: await withNames(
      view,
      records.map(row => shown(row)),
    ),
    prescriptions: await prescriptionsShown(
      view,
      prescriptions.map(row => shown(row)),
      by,
    ),
  };
});
