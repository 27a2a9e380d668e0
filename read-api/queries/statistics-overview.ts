import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { complaintsWaiting } from '@yunzhen/contracts/complaint/row';
import { consultationsView, patientsWaiting } from '@yunzhen/contracts/consultation/row';
import { pickUpsWaiting } from '@yunzhen/contracts/dispensing/row';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { paymentsView, refundsWaiting } from '@yunzhen/contracts/payment/row';
import { prescriptionsView, reviewsWaiting } from '@yunzhen/contracts/prescription/row';
import { holdsPayable, registrationsView } from '@yunzhen/contracts/registration/row';
import type { ClinicSessionRow } from '@yunzhen/contracts/schedule/row';
import { clinicSessionsView } from '@yunzhen/contracts/schedule/row';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { isWaiting } from '@yunzhen/contracts/waiting';
import { answer } from '../answer.ts';
import { type Counted, counted, waitingIn, waits } from '../waiting.ts';

const since = ({ first, ...counts }: Counted) => ({ ...counts, since: first });

export const overview = answer('overview', statisticsQueries.overview, async ({ view, now }) => {
  const consultations = view(consultationsView);
  const prescriptions = view(prescriptionsView);
  const payments = view(paymentsView);
  const [
    patients,
    inProgress,
    unpaid,
    reviews,
    unpublished,
    pickUps,
    refunding,
    abnormalRefunds,
    sessions,
    complaints,
  ] = await Promise.all([
    waitingIn(view, patientsWaiting, now),
    consultations.countDocuments({ status: 'in-progress' }),
    view(registrationsView).countDocuments(waits(holdsPayable, now)),
    waitingIn(view, reviewsWaiting, now),
    prescriptions.countDocuments({ status: 'passed' }),
    waitingIn(view, pickUpsWaiting, now),
    payments
      .find({ 'refunds.status': { $in: refundsWaiting.in } })
      .project<Pick<PaymentRow, 'refunds'>>({ _id: 0, refunds: 1 })
      .toArray(),
    payments.countDocuments({ 'refunds.status': 'abnormal' }),
    view(clinicSessionsView)
      .find({ day: chinaDayOf(now), status: 'published' })
      .project<Pick<ClinicSessionRow, 'capacity' | 'taken'>>({ _id: 0, capacity: 1, taken: 1 })
      .toArray(),
    waitingIn(view, complaintsWaiting, now),
  ]);
  const requested = refunding.flatMap(({ refunds }) => refunds.filter(refund => isWaiting(refundsWaiting, refund)));
  return {
    patients: since(patients),
    inProgress,
    unpaid,
    reviews: since(reviews),
    unpublished,
    pickUps: since(pickUps),
    refunds: since(
      counted(
        refundsWaiting,
        requested.map(({ at }) => at),
        now,
      ),
    ),
    abnormalRefunds,
    complaints: { count: complaints.count, late: complaints.late, due: complaints.first },
    sessions: {
      count: sessions.length,
      capacity: sessions.reduce((sum, { capacity }) => sum + capacity, 0),
      taken: sessions.reduce((sum, { taken }) => sum + taken, 0),
    },
  };
});
