import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { RegistrationEvent } from '@yunzhen/contracts/registration/registration';
import { type RegistrationRow, registrationsView } from '@yunzhen/contracts/registration/row';
import { ofNobody } from '@yunzhen/contracts/sealed';
import { project } from '../view.ts';

interface Refund {
  readonly business?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly paymentId: string;
}
/** Money that was paid twice goes back, too: that is no matter of the order, which stands as it is. */
const refunded = ({ business, subjectId, paymentId }: Refund, refund: RegistrationRow['refund']) =>
  business === 'registration' && subjectId ? { id: subjectId, where: { paymentId }, set: { refund } } : [];

/** P6.11: every registration with where it stands and where its money is. */
export const registrations = project(registrationsView)<RegistrationEvent | PaymentEvent>(
  {
    'registration.held': ({ holdUntil, consentVersion: _, chiefComplaint, guardianName = null, ...held }, { at }) => ({
      id: held.registrationId,
      set: {
        ...held,
        chiefComplaint,
        guardianName,
        status: 'held',
        heldAt: at,
        payableUntil: holdUntil,
        hisNumber: null,
        paymentId: null,
        endedBy: null,
        endReason: null,
        refund: 'none',
      },
    }),
    'registration.paid': e => ({
      id: e.registrationId,
      set: { status: 'paid', payableUntil: null, paymentId: e.paymentId ?? null },
    }),
    'registration.booked': e => ({ id: e.registrationId, set: { status: 'booked', hisNumber: e.hisNumber } }),
    'registration.failed': e => ({
      id: e.registrationId,
      set: {
        status: 'failed',
        endedBy: 'his',
        endReason: e.reason,
        paymentId: e.paymentId ?? null,
        refund: e.paymentId ? 'requested' : 'none',
      },
    }),
    'registration.timed-out': e => ({
      id: e.registrationId,
      existing: true,
      set: { status: 'timed-out', payableUntil: null, endedBy: 'time', endReason: ofNobody('超时未支付') },
    }),
    'registration.cancelled': e => ({
      id: e.registrationId,
      set: {
        status: 'cancelled',
        payableUntil: null,
        endedBy: e.by,
        endReason: e.reason,
        ...(e.paymentId && { paymentId: e.paymentId, refund: 'requested' }),
      },
    }),
    // Paid after all: whatever ended it before, what matters now is where the money is.
    'registration.payment-declined': e =>
      e.cause === 'late'
        ? {
            id: e.registrationId,
            set: {
              paymentId: e.paymentId,
              endReason: ofNobody('医院收到付款时号源已释放，款项原路退回'),
              refund: 'requested',
            },
          }
        : [],
    'registration.completed': e => ({ id: e.registrationId, set: { status: 'completed' } }),
    'payment.refund-requested': e => refunded(e, 'requested'),
    'payment.refund-accepted': e => refunded(e, 'accepted'),
    'payment.refund-succeeded': e => refunded(e, 'succeeded'),
    'payment.refund-failed': e => refunded(e, e.cause),
    'payment.refund-redirected': e => refunded(e, 'redirected'),
    'payment.refund-diverted': e => refunded(e, 'diverted'),
    'payment.refund-transferred': e => refunded(e, 'succeeded'),
  },
  [
    { patientId: 1, heldAt: -1 },
    { doctorId: 1, heldAt: -1 },
    { clinicSessionId: 1 },
    { status: 1 },
    { heldAt: -1 },
    { hisNumber: 1 },
    { paymentId: 1 },
  ],
);
