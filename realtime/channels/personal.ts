import { channels } from '@yunzhen/contracts/channels';
import type { ComplaintEvent } from '@yunzhen/contracts/complaint/complaint';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import type { DispensingEvent } from '@yunzhen/contracts/dispensing/dispensing';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import type { RatingEvent } from '@yunzhen/contracts/rating/rating';
import type { RecordEvent } from '@yunzhen/contracts/record/record';
import type { RegistrationEvent } from '@yunzhen/contracts/registration/registration';
import { channel, type Message } from '../channel.ts';

type Told =
  | RegistrationEvent
  | ConsultationEvent
  | ConversationEvent
  | PaymentEvent
  | RecordEvent
  | PrescriptionEvent
  | DispensingEvent
  | RatingEvent
  | ComplaintEvent;

const to = (userId: string, data: Message['data']): Message => ({ to: channels.personal(userId), data });
const both = (e: { consultationId: string; patientId: string; doctorId: string }): Message[] =>
  [e.patientId, e.doctorId].map(user => to(user, { consultationId: e.consultationId }));
const itsPatient = (e: { patientId?: string | undefined; registrationId: string }) =>
  e.patientId ? to(e.patientId, { registrationId: e.registrationId }) : [];
const patientOfComplaint = (e: { patientId: string; complaintId: string }) =>
  to(e.patientId, { complaintId: e.complaintId });
const patientOfPayment = (e: { patientId: string; paymentId: string }) => to(e.patientId, { paymentId: e.paymentId });

/** P10.6: what concerns one person, as ids only; the details are fetched with the right to see them. */
export const personal = channel<Told>('personal', {
  'registration.held': e => to(e.patientId, { registrationId: e.registrationId }),
  'registration.booked': e => [e.patientId, e.doctorId].map(user => to(user, { registrationId: e.registrationId })),
  'registration.failed': itsPatient,
  'registration.timed-out': itsPatient,
  'registration.cancelled': itsPatient,
  'consultation.opened': both,
  'consultation.accepted': both,
  'consultation.rejected': both,
  'consultation.withdrawn': both,
  'consultation.cancelled': both,
  'consultation.terminated': both,
  'consultation.completed': both,
  'conversation.message-sent': ({ conversationId, sequence, from, patientId, doctorId }) =>
    [...(from === 'patient' ? [] : [patientId]), ...(from === 'doctor' ? [] : [doctorId])].map(user =>
      to(user, { conversationId, sequence }),
    ),
  'payment.prepared': patientOfPayment,
  'payment.succeeded': patientOfPayment,
  'payment.closed': patientOfPayment,
  'payment.refund-requested': patientOfPayment,
  'payment.refund-succeeded': patientOfPayment,
  'payment.refund-failed': patientOfPayment,
  'record.published': e => to(e.patientId, { recordId: e.recordId }),
  'prescription.passed': e => to(e.doctorId, { prescriptionId: e.prescriptionId }),
  'prescription.failed': e => to(e.doctorId, { prescriptionId: e.prescriptionId }),
  'prescription.published': e => to(e.patientId, { prescriptionId: e.prescriptionId }),
  'prescription.paid': e => [e.patientId, e.doctorId].map(user => to(user, { prescriptionId: e.prescriptionId })),
  'prescription.dispensed': e => to(e.patientId, { prescriptionId: e.prescriptionId }),
  'prescription.cancelled': ({ patientId, doctorId, published, prescriptionId }) =>
    [...(published ? [patientId] : []), doctorId].map(user => to(user, { prescriptionId })),
  'dispensing.readied': e => to(e.patientId, { dispensingId: e.dispensingId }),
  'complaint.filed': patientOfComplaint,
  'complaint.taken': patientOfComplaint,
  'complaint.answered': patientOfComplaint,
  'complaint.withdrawn': patientOfComplaint,
  'rating.rated': e => to(e.doctorId, { ratingId: e.ratingId }),
});
