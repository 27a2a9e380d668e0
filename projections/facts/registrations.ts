import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { RegistrationEvent } from '@yunzhen/contracts/registration/registration';
import { factVersions } from '@yunzhen/contracts/statistics/facts';
import { fact } from '../fact.ts';
import { nil } from '../nil.ts';
import type { Meta } from '../view.ts';

interface Place {
  readonly sessionId: string;
  readonly doctorId: string;
  readonly departmentId: string;
  readonly patientId: string;
  readonly startsAt: string;
}
interface Row {
  readonly registration_id: string;
  readonly kind: 'held' | 'paid' | 'payment-declined' | 'booked' | 'failed' | 'timed-out' | 'cancelled' | 'completed';
  /** The hospital's day on which it happened. */
  readonly day: string;
  readonly session_id: string;
  readonly doctor_id: string;
  readonly department_id: string;
  readonly patient_id: string;
  /** The hospital's day of the session. */
  readonly visit_day: string;
  /** Fen: the fee of a held one, else what was paid or is given back. */
  readonly amount: number;
  /** Who cancelled, or why a payment was declined. */
  readonly cause: string;
}

const row = (
  registration_id: string,
  kind: Row['kind'],
  { at }: Meta,
  place: { readonly [K in keyof Place]?: Place[K] | undefined } = {},
  { amount = 0, cause = '' }: { amount?: number | undefined; cause?: string } = {},
): Row => ({
  registration_id,
  kind,
  day: chinaDayOf(at),
  session_id: place.sessionId ?? nil.id,
  doctor_id: place.doctorId ?? nil.id,
  department_id: place.departmentId ?? nil.id,
  patient_id: place.patientId ?? nil.id,
  visit_day: place.startsAt ? chinaDayOf(place.startsAt) : nil.day,
  amount,
  cause,
});

/** O3.1: every step of every registration. Doctor, department, patient and visit day stand with `held`, `paid` and `booked`. */
export const registrations = fact<RegistrationEvent, Row>('registrations', factVersions.registrations, {
  columns: {
    registration_id: 'UUID',
    kind: 'LowCardinality(String)',
    day: 'Date',
    session_id: 'UUID',
    doctor_id: 'UUID',
    department_id: 'UUID',
    patient_id: 'UUID',
    visit_day: 'Date',
    amount: 'UInt32',
    cause: 'LowCardinality(String)',
  },
  orderBy: ['day', 'kind'],
  on: {
    'registration.held': (e, meta) => row(e.registrationId, 'held', meta, e, { amount: e.fee }),
    'registration.paid': (e, meta) => row(e.registrationId, 'paid', meta, e, { amount: e.amount }),
    'registration.payment-declined': (e, meta) =>
      row(e.registrationId, 'payment-declined', meta, {}, { amount: e.amount, cause: e.cause }),
    'registration.booked': (e, meta) => row(e.registrationId, 'booked', meta, e),
    'registration.failed': (e, meta) => row(e.registrationId, 'failed', meta, e, { amount: e.amount }),
    'registration.timed-out': (e, meta) => row(e.registrationId, 'timed-out', meta, e),
    'registration.cancelled': (e, meta) =>
      row(e.registrationId, 'cancelled', meta, e, { amount: e.amount, cause: e.by }),
    'registration.completed': (e, meta) => row(e.registrationId, 'completed', meta),
  },
});
