import { complaintsView } from '@yunzhen/contracts/complaint/row';
import type { QueueRow } from '@yunzhen/contracts/consultation/row';
import { consultationsView, queuesView } from '@yunzhen/contracts/consultation/row';
import { dispensingsView } from '@yunzhen/contracts/dispensing/row';
import { paymentsView } from '@yunzhen/contracts/payment/row';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { ratingsView } from '@yunzhen/contracts/rating/row';
import { recordsView } from '@yunzhen/contracts/record/row';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import { answer, type Row, shown } from '../answer.ts';
import { dispensingsShown } from '../dispensings.ts';
import { all } from '../filters.ts';
import { nameOne } from '../names.ts';
import { prescriptionsShown } from '../prescriptions.ts';

const orNull = <R extends Row<object>>(row: R | null) => row && shown(row);
const placeIn = (queue: Row<QueueRow> | null, consultationId: string) => {
  const place = queue?.waiting.find(waiting => waiting.consultationId === consultationId);
  if (!queue || !place) return null;
  const ahead = queue.waiting.filter(({ number }) => number < place.number).length;
  return { number: place.number, ahead, called: queue.called ?? null };
};

export const visit = answer('visit', registrationQueries.visit, async ({ params, by, reachable, view }) => {
  const { registrationId: _id } = params;
  const registration = shown(await view(registrationsView).findOne(all({ _id }, reachable(registrationsView))));
  const [named, consultation, queue, record, written, rating] = await Promise.all([
    nameOne(view, registration),
    view(consultationsView).findOne({ _id }),
    view(queuesView).findOne({ _id: registration.clinicSessionId }),
    view(recordsView).findOne({ _id, publishedAt: { $ne: null } }),
    view(prescriptionsView)
      .find({ consultationId: _id, publishedAt: { $ne: null } })
      .sort({ publishedAt: 1 })
      .toArray(),
    view(ratingsView).findOne({ _id }),
  ]);
  const ids = written.map(row => row._id);
  const [prescriptions, ready, payments, complaints] = await Promise.all([
    prescriptionsShown(
      view,
      written.map(row => shown(row)),
      by,
    ),
    view(dispensingsView)
      .find({ _id: { $in: ids } })
      .toArray(),
    view(paymentsView)
      .find(all({ 'lines.subjectId': { $in: [_id, ...ids] } }, reachable(paymentsView)))
      .sort({ createdAt: 1 })
      .toArray(),
    view(complaintsView)
      .find({ _id: { $in: [_id, ...ids] } })
      .sort({ filedAt: 1 })
      .toArray(),
  ]);
  return {
    registration: named,
    queue: placeIn(queue, _id),
    consultation: orNull(consultation),
    record: record && { recordId: record.recordId, publishedAt: record.publishedAt as string },
    prescriptions,
    dispensings: await dispensingsShown(
      view,
      ready.map(row => shown(row)),
    ),
    payments: payments.map(row => shown(row)),
    rating: orNull(rating),
    complaints: complaints.map(row => shown(row)),
  };
});
