import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { type ComplaintRow, complaintsView, openStates } from '@yunzhen/contracts/complaint/row';
import type { ConsultationRow } from '@yunzhen/contracts/consultation/row';
import { consultationsView } from '@yunzhen/contracts/consultation/row';
import type { DispensingRow } from '@yunzhen/contracts/dispensing/row';
import { dispensingsView } from '@yunzhen/contracts/dispensing/row';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { paymentsView } from '@yunzhen/contracts/payment/row';
import type { PrescriptionRow } from '@yunzhen/contracts/prescription/row';
import { prescriptionsView } from '@yunzhen/contracts/prescription/row';
import { registrationsView } from '@yunzhen/contracts/registration/row';
import type { ClinicSessionRow } from '@yunzhen/contracts/schedule/row';
import { clinicSessionsView } from '@yunzhen/contracts/schedule/row';
import { lateAfter, statisticsQueries } from '@yunzhen/contracts/statistics/views';
import { answer } from '../answer.ts';
import { later } from '../filters.ts';

/** How many wait, how many of them too long, and since when the first. */
const waits = (since: readonly string[], now: Date, minutes: number) => {
  const limit = new Date(now.getTime() - minutes * 60_000).toISOString();
  const sorted = since.toSorted();
  return { count: since.length, late: since.filter(at => at < limit).length, since: sorted[0] ?? null };
};

export const overview = answer('overview', statisticsQueries.overview, async ({ view, now }) => {
  const consultations = view(consultationsView);
  const prescriptions = view(prescriptionsView);
  const payments = view(paymentsView);
  const instant = now.toISOString();
  const [waiting, inProgress, unpaid, reviews, unpublished, pickUps, refunding, abnormalRefunds, sessions, complaints] =
    await Promise.all([
      consultations
        .find({ status: 'waiting', startsAt: { $lte: instant } })
        .project<Pick<ConsultationRow, 'startsAt' | 'openedAt'>>({ _id: 0, startsAt: 1, openedAt: 1 })
        .toArray(),
      consultations.countDocuments({ status: 'in-progress' }),
      view(registrationsView).countDocuments({ status: 'held' }),
      prescriptions
        .find({ status: { $in: ['submitted', 'claimed'] } })
        .project<Pick<PrescriptionRow, 'submittedAt'>>({ _id: 0, submittedAt: 1 })
        .toArray(),
      prescriptions.countDocuments({ status: 'passed' }),
      view(dispensingsView)
        .find({ status: 'ready' })
        .project<Pick<DispensingRow, 'readiedAt'>>({ _id: 0, readiedAt: 1 })
        .toArray(),
      payments
        .find({ 'refunds.status': 'requested' })
        .project<Pick<PaymentRow, 'refunds'>>({ _id: 0, refunds: 1 })
        .toArray(),
      payments.countDocuments({ 'refunds.status': 'abnormal' }),
      view(clinicSessionsView)
        .find({ day: chinaDayOf(now), status: 'published' })
        .project<Pick<ClinicSessionRow, 'capacity' | 'taken'>>({ _id: 0, capacity: 1, taken: 1 })
        .toArray(),
      view(complaintsView)
        .find({ status: { $in: openStates } })
        .project<Pick<ComplaintRow, 'dueAt'>>({ _id: 0, dueAt: 1 })
        .sort({ dueAt: 1 })
        .toArray(),
    ]);
  const requested = refunding.flatMap(({ refunds }) => refunds.filter(({ status }) => status === 'requested'));
  return {
    patients: waits(
      waiting.map(({ startsAt, openedAt }) => later(startsAt, openedAt)),
      now,
      lateAfter.patient,
    ),
    inProgress,
    unpaid,
    reviews: waits(
      reviews.map(({ submittedAt }) => submittedAt),
      now,
      lateAfter.review,
    ),
    unpublished,
    pickUps: waits(
      pickUps.map(({ readiedAt }) => readiedAt),
      now,
      lateAfter.pickUp,
    ),
    refunds: waits(
      requested.map(({ at }) => at),
      now,
      lateAfter.refund,
    ),
    abnormalRefunds,
    complaints: {
      count: complaints.length,
      late: complaints.filter(({ dueAt }) => dueAt < instant).length,
      due: complaints[0]?.dueAt ?? null,
    },
    sessions: {
      count: sessions.length,
      capacity: sessions.reduce((sum, { capacity }) => sum + capacity, 0),
      taken: sessions.reduce((sum, { taken }) => sum + taken, 0),
    },
  };
});
