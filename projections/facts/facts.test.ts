import { expect, test } from '@jest/globals';
import { capability, eventSchemas, id, sealed, text } from '@yunzhen/contracts/language';
import { payment } from '@yunzhen/contracts/payment/payment';
import { eventFacts } from '@yunzhen/contracts/statistics/fact';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { rows } from '../engine/facts.ts';
import type { Fact } from '../fact.ts';
import { factOf } from '../fact-of.ts';
import { consultations, payments, prescriptions, ratings, registrations } from './events.ts';

const nobody = '00000000-0000-0000-0000-000000000000';
const rowOf = (fact: Fact, type: string, data: object, at = '2026-01-05T16:30:00.000Z') => {
  const event = { id: 'e', type, data, metadata: { at } } as unknown as RecordedEvent;
  const made = rows(fact, [event], (_, error) => {
    throw error;
  });
  expect(made).toHaveLength(1);
  // Every column of the table, and no other.
  expect(Object.keys(made[0] ?? {}).sort()).toEqual(['at', 'event_id', ...Object.keys(fact.columns)].sort());
  return made[0];
};

test('[O3.1] a registration counts on the day of Shanghai, without complaint or guardian', () => {
  const data = {
    ...{
      registrationId: 'r',
      clinicSessionId: 's',
      doctorId: 'd',
      departmentId: 'x',
      patientId: 'p',
      visitPersonId: 'v',
    },
    ...{ number: 1, startsAt: '2026-01-07T23:30:00.000Z', fee: 1_200, chiefComplaint: 'sealed.1.v.a' },
  };
  expect(rowOf(registrations, 'registration.held', data)).toEqual({
    ...{ event_id: 'e', at: '2026-01-05 16:30:00.000', registration_id: 'r', kind: 'held', day: '2026-01-06' },
    ...{ clinic_session_id: 's', doctor_id: 'd', department_id: 'x', patient_id: 'p', visit_day: '2026-01-08' },
    ...{ amount: 1_200, cause: '' },
  });
  const cancelled = { registrationId: 'r', clinicSessionId: 's', by: 'patient', reason: '改期', amount: 1_200 };
  expect(rowOf(registrations, 'registration.cancelled', cancelled)).toMatchObject({
    ...{ kind: 'cancelled', clinic_session_id: 's', doctor_id: nobody, visit_day: '1970-01-01', amount: 1_200 },
    cause: 'patient',
  });
});

test('[O3.2] a consultation keeps when its session begins', () => {
  const place = {
    consultationId: 'c',
    clinicSessionId: 's',
    doctorId: 'd',
    departmentId: 'x',
    patientId: 'p',
    number: 1,
  };
  const opened = { ...place, visitPersonId: 'v', startsAt: '2026-01-06T01:00:00.000Z' };
  expect(rowOf(consultations, 'consultation.opened', opened)).toEqual({
    ...{ event_id: 'e', at: '2026-01-05 16:30:00.000', consultation_id: 'c', kind: 'opened', day: '2026-01-06' },
    ...{ clinic_session_id: 's', doctor_id: 'd', department_id: 'x', patient_id: 'p' },
    starts_at: '2026-01-06 01:00:00.000',
  });
  expect(rowOf(consultations, 'consultation.rejected', { ...place, reason: '不适合' })).toMatchObject({
    ...{ kind: 'rejected', starts_at: '1970-01-01 00:00:00.000' },
  });
});

test('[O3.1] money counts on the day of the channel, whenever we heard of it', () => {
  const line = { lineId: 'l', business: 'registration', subjectId: 'r', departmentId: 'a', doctorId: 'd' };
  const paid = { paymentId: 'm', ...line, patientId: 'p', amount: 1_200 };
  const data = { ...paid, paidAt: '2026-01-05T15:59:59.000Z' };
  expect(rowOf(payments, 'payment.line-paid', data)).toEqual({
    ...{ event_id: 'e', at: '2026-01-05 16:30:00.000', payment_id: 'm', kind: 'line-paid', day: '2026-01-05' },
    ...{ business: 'registration', subject_id: 'r', department_id: 'a', doctor_id: 'd', patient_id: 'p' },
    ...{ refund_id: nobody, method: '', amount: 1_200, cause: '' },
  });
  const failed = { paymentId: 'm', refundId: 'f', amount: 1_200, cause: 'abnormal' };
  expect(rowOf(payments, 'payment.refund-failed', failed)).toMatchObject({
    ...{ kind: 'refund-failed', day: '2026-01-06', business: '', subject_id: nobody, cause: 'abnormal' },
  });
});

test('[O3.1] a prescription counts with its amount and never with its drugs', () => {
  const belongs = { prescriptionId: 'r', consultationId: 'c', patientId: 'p', doctorId: 'd', departmentId: 'x' };
  const data = { ...belongs, version: 2, total: 2_550, lines: [{ name: '苯磺酸氨氯地平片' }] };
  expect(rowOf(prescriptions, 'prescription.submitted', data)).toEqual({
    ...{ event_id: 'e', at: '2026-01-05 16:30:00.000', prescription_id: 'r', kind: 'submitted', day: '2026-01-06' },
    ...{ consultation_id: 'c', doctor_id: 'd', department_id: 'x', patient_id: 'p', pharmacist_id: nobody },
    ...{ version: 2, amount: 2_550 },
  });
});

test('[O3.2] a rating counts with its stars', () => {
  const data = { ratingId: 'r', patientId: 'p', doctorId: 'd', departmentId: 'x', stars: 4, comment: 'sealed.1.p.a' };
  expect(rowOf(ratings, 'rating.rated', data)).toEqual({
    ...{ event_id: 'e', at: '2026-01-05 16:30:00.000', rating_id: 'r', kind: 'rated', day: '2026-01-06' },
    ...{ doctor_id: 'd', department_id: 'x', stars: 4 },
  });
});

test('[O3.1] every event of what is counted has a row', () => {
  expect(Object.keys(payments.on).sort()).toEqual([...eventSchemas(payment).keys()].sort());
  const declined = { prescriptionId: 'r', paymentId: 'm', amount: 2_550, cause: 'late' };
  expect(rowOf(prescriptions, 'prescription.payment-declined', declined)).toMatchObject({
    ...{ prescription_id: 'r', kind: 'payment-declined', doctor_id: nobody, amount: 2_550 },
  });
});

test('what somebody typed, or what is sealed, is no column', () => {
  const typed = capability('typed', {
    events: { told: { of: id, patientId: id, words: text(20), secret: sealed('patientId') } },
    about: { told: { patient: 'patientId' } },
    commands: {},
    refusals: [],
  });
  const of = { of: 'id' } as const;
  const columns = Object.keys(factOf(eventFacts(1, typed, { subject: 'of', columns: of })).columns);
  expect(columns).toEqual(['kind', 'day', 'of']);
  for (const kind of ['word', 'id', 'count', 'fen', 'day', 'time'] as const)
    for (const field of ['words', 'secret'] as const)
      expect(() => factOf(eventFacts(1, typed, { subject: 'of', columns: { ...of, column: [kind, field] } }))).toThrow(
        `typed told: ${field} is no ${kind}`,
      );
});
