/** The fact tables in ClickHouse: written by the projections, read by the statistics. */
import { consultation } from '../consultation/consultation.ts';
import { payment } from '../payment/payment.ts';
import { prescription } from '../prescription/prescription.ts';
import { rating } from '../rating/rating.ts';
import { registration } from '../registration/registration.ts';
import { type FactShape, factShape } from '../shape.ts';
import { eventFacts } from './fact.ts';

const place = { departmentId: 'id', doctorId: 'id' } as const;

export const facts = {
  /** O3.1: every step of every registration. Doctor, department, patient and visit day stand with `held`, `paid` and `booked`. */
  registrations: eventFacts(1, registration, {
    subject: 'registrationId',
    columns: {
      ...{ registrationId: 'id', clinicSessionId: 'id', ...place, patientId: 'id' },
      visitDay: ['day', 'startsAt'],
      /** The fee of a held one, else what was paid or is given back. */
      amount: ['fen', 'amount', 'fee'],
      /** Who cancelled, or why a payment was declined. */
      cause: ['word', 'by', 'cause'],
    },
  }),
  /** O3.1, O3.2: every step of every consultation; the wait runs from `opened`, or the session's start when that is later, to `accepted`. */
  consultations: eventFacts(1, consultation, {
    subject: 'consultationId',
    columns: {
      ...{ consultationId: 'id', clinicSessionId: 'id', ...place, patientId: 'id' },
      /** When the session begins; with `opened` only. */
      startsAt: 'time',
    },
  }),
  /** O3.1: every movement of money, on the channel's day where it tells. */
  payments: eventFacts(3, payment, {
    subject: 'paymentId',
    columns: {
      ...{ paymentId: 'id', refundId: 'id', business: 'word' },
      /** Of a line: none where the money was for no line. */
      ...{ subjectId: 'id', ...place },
      ...{ patientId: 'id', method: 'word', amount: 'fen' },
      /** Why it was closed or declined, or what became of a refund that failed. */
      cause: ['word', { closed: 'reason', declined: 'cause', refundFailed: 'cause' }],
    },
    on: ['paidAt', 'acceptedAt', 'refundedAt', 'transferredAt'],
  }),
  /** O3.1: every step of every prescription. Never its drugs: drug by doctor is not to be counted. */
  prescriptions: eventFacts(2, prescription, {
    subject: 'prescriptionId',
    columns: {
      ...{ prescriptionId: 'id', consultationId: 'id', ...place, patientId: 'id', pharmacistId: 'id' },
      version: 'count',
      amount: ['fen', 'amount', 'total'],
    },
  }),
  /** O3.2: every rating, and which of them were hidden. */
  ratings: eventFacts(1, rating, {
    subject: 'ratingId',
    columns: { ratingId: 'id', ...place, stars: 'count' },
  }),
  /** O1.4: payments and refunds as the channel's statements have them: several rows for one event. */
  books: factShape('books', 2, 'payment'),
  /** O1.4: the ledger, two rows for each entry of an event. */
  ledger: factShape('ledger', 1, 'payment', 'registration', 'prescription', 'reconciliation', 'difference'),
} as const satisfies Record<string, FactShape>;
export type FactName = keyof typeof facts;

/** As a table is called in ClickHouse. */
export const tableOf = ({ name, version }: FactShape): string => `${name}_v${version}`;
export const factTable = (name: FactName): string => tableOf(facts[name]);
