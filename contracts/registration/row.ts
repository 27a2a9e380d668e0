import { z } from 'zod';
import { fen, id, instant } from '../language.ts';
import { named } from '../named.ts';
import { refundStatuses } from '../payment/bill.ts';
import { personal, personalFile } from '../personal.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { cancelledBy, chiefComplaintForms } from './registration.ts';
import { registrationStates } from './states.ts';

export const registrationStatuses = registrationStates.statuses;

/** P6.11: what a patient sees of each registration; also the orders of the operators. */
export const registrationRow = z.object({
  registrationId: id,
  clinicSessionId: id,
  doctorId: id,
  departmentId: id,
  patientId: id,
  visitPersonId: id,
  number: z.int().positive(),
  startsAt: instant,
  fee: fen,
  status: z.enum(registrationStatuses),
  heldAt: instant,
  /** Until when it can be paid; null once it is not to be paid any more. */
  payableUntil: instant.nullable(),
  chiefComplaintForm: z.enum(chiefComplaintForms),
  chiefComplaint: personal('text').nullable(),
  guardianName: personal('name').nullable(),
  attachments: z.array(personalFile),
  hisNumber: z.string().nullable(),
  paymentId: id.nullable(),
  /** Why it ended before its time, as the patient is told. */
  endedBy: z.enum([...cancelledBy, 'his', 'time']).nullable(),
  endReason: opened(z.string()).nullable(),
  /** Where the money is that went back, or is to go back, of the payment that `paymentId` names. */
  refund: z.enum(['none', ...refundStatuses]),
});
export type RegistrationRow = z.infer<typeof registrationRow>;

export const registrationsView = viewShape({
  name: 'registrations',
  version: 4,
  row: registrationRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: [
    'registration.held',
    'registration.paid',
    'registration.booked',
    'registration.failed',
    'registration.timed-out',
    'registration.cancelled',
    'registration.payment-declined',
    'registration.completed',
    'payment.refund-requested',
    'payment.refund-accepted',
    'payment.refund-succeeded',
    'payment.refund-failed',
    'payment.refund-redirected',
    'payment.refund-diverted',
    'payment.refund-transferred',
  ],
});

/** P6.11: what is to be paid while its number is held. */
export const holdsPayable = waiting(registrationsView)({
  in: ['held'],
  next: ['patient'],
  late: { until: 'payableUntil' },
});

export const registrationShown = registrationRow.extend(named);
