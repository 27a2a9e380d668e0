/** What can be paid for: what it costs, until when, in which words, and whether its money goes back when somebody asks. */
import type { Business, PaymentLine } from '@yunzhen/contracts/payment/bill';
import { prescriptionRefund, type RefundWay, registrationRefund } from '@yunzhen/contracts/payment/refundable';
import { refuse } from '@yunzhen/platform/refusal';
import { carried } from '../consultation/carries.ts';
import { consultation } from '../consultation/consultation.ts';
import type { Ask } from '../feature.ts';
import { prescription } from '../prescription/prescription.ts';
import { registration } from '../registration/registration.ts';

interface Due extends Pick<PaymentLine, 'amount' | 'description' | 'visitPersonId' | 'departmentId' | 'doctorId'> {
  /** Until when it can be paid, ISO. */
  readonly until: string;
}
interface Payable {
  /** Refuses `unknown-subject`, and `not-payable` for what needs no payment. */
  readonly due: (id: string, patientId: string, now: string, ask: Ask) => Promise<Due>;
  readonly refund: (id: string, ask: Ask) => Promise<RefundWay>;
  /** Several of them in one payment. */
  readonly together: string;
}

export const payables: Readonly<Record<Business, Payable>> = {
  registration: {
    /** A number can be paid while it is held: what comes later is given back. */
    due: async (id, patientId, now, ask) => {
      const { status, place, fee, holdUntil } = await ask.state(registration, id);
      if (place?.patientId !== patientId) return refuse('unknown-subject');
      if (status !== 'held' || holdUntil <= now || fee === 0) return refuse('not-payable');
      const { visitPersonId, departmentId, doctorId } = place;
      return { amount: fee, description: '网络门诊挂号费', until: holdUntil, visitPersonId, departmentId, doctorId };
    },
    refund: async (id, ask) => {
      const { status } = await ask.state(registration, id);
      const waiting = status === 'booked' && (await ask.state(consultation, id)).status === 'waiting';
      return registrationRefund(status, waiting);
    },
    together: '网络门诊挂号费',
  },
  prescription: {
    due: async (id, patientId, now, ask) => {
      const { status, written } = await ask.state(prescription, id);
      if (written?.patientId !== patientId) return refuse('unknown-subject');
      await carried(ask, written.consultationId);
      const { total, validUntil, visitPersonId, departmentId, doctorId } = written;
      if (status !== 'published' || validUntil <= now || total === 0) return refuse('not-payable');
      return { amount: total, description: '处方药品费', until: validUntil, visitPersonId, departmentId, doctorId };
    },
    refund: async (id, ask) => prescriptionRefund((await ask.state(prescription, id)).status),
    together: '处方药品费',
  },
};
