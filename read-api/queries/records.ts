import { consultationsView } from '@yunzhen/contracts/consultation/row';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { recordQueries } from '@yunzhen/contracts/record/queries';
import { recordsView } from '@yunzhen/contracts/record/row';
import type { Actor } from '@yunzhen/contracts/roles';
import { answer, shown } from '../answer.ts';
import { equal, within } from '../filters.ts';
import { nameOne, withNames } from '../names.ts';
import { pageOf } from '../paging.ts';
import { prescriptionsShown } from '../prescriptions.ts';

/** Until it is published a record is its doctor's alone. */
const visible = (by: Actor | null) => (by?.role === 'doctor' ? {} : { publishedAt: { $ne: null } });

export const records = answer('records', recordQueries.records, async ({ params, by, own, view }) => {
  const { visitPersonId, from, to, ...paging } = params;
  const filter = { ...equal({ visitPersonId }), ...within('writtenAt', from, to), ...visible(by), ...own(recordsView) };
  const sort = { field: 'writtenAt', direction: -1 } as const;
  const { rows, next } = await pageOf(view(recordsView), filter, sort, paging);
  return { rows: await withNames(view, rows), next };
});

export const record = answer('record', recordQueries.record, async ({ params, by, own, view }) => {
  const row = await view(recordsView).findOne({ _id: params.recordId, ...visible(by), ...own(recordsView) });
  return nameOne(view, shown(row));
});

const most = 20;

export const history = answer('history', recordQueries.history, async ({ params, by, own, view }) => {
  const { consultationId } = params;
  const found = await view(consultationsView).findOne({ _id: consultationId, ...own(consultationsView) });
  const { patientId, visitPersonId } = shown(found);
  const earlier = { patientId, visitPersonId, publishedAt: { $ne: null } };
  const [records, prescriptions] = await Promise.all([
    view(recordsView)
      .find({ ...earlier, recordId: { $ne: consultationId } })
      .sort({ writtenAt: -1 })
      .limit(most)
      .toArray(),
    view(prescriptionsView)
      .find({ ...earlier, consultationId: { $ne: consultationId } })
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
