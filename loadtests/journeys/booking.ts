/** The steps of a booking, from the first sign-in to a booked number: what other journeys begin with. */
import type { patientQueries } from '@yunzhen/contracts/patient/queries';
import type { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { invented, newId } from '../chance.ts';
import { ask, command, type Person, request, signInPatient } from '../hospital.ts';
import { until } from '../waiting.ts';

/** A new patient who may book. */
interface Patient extends Person {
  readonly visitPersonId: string;
  readonly consentVersion: string;
}

export const arrive = (): Patient => {
  const patient = signInPatient(`load-${newId()}`);
  const visitPersonId = newId();
  command(patient, 'patient', patient.id, 'add-visit-person', { visitPersonId, relation: 'self', ...invented() });
  const { version } = ask<typeof patientQueries.consent>(patient, '/consent', {});
  const after = command(patient, 'patient', patient.id, 'accept-consent', { version });
  ask<typeof patientQueries.me>(patient, '/me', { after });
  return { ...patient, visitPersonId, consentVersion: version };
};

/** Answers the registration's id: its number is held until it is paid. */
export const book = (patient: Patient, clinicSessionId: string): string => {
  const { visitPersonId, consentVersion } = patient;
  const registrationId = newId();
  const chiefComplaint = '血压控制不稳，晨起偏高，想复诊调整用药。';
  const after = command(patient, 'registration', registrationId, 'book', {
    clinicSessionId,
    visitPersonId,
    consentVersion,
    chiefComplaint,
  });
  ask<typeof registrationQueries.registration>(patient, '/registrations/:registrationId', { registrationId, after });
  return registrationId;
};

/** An order at WeChat Pay, paid at its stand-in; ends when the hospital information system has taken the booking. */
export const pay = (patient: Person, registrationId: string): void => {
  const paymentId = newId();
  command(patient, 'payment', paymentId, 'create', {
    lines: [{ business: 'registration', subjectId: registrationId }],
  });
  const prepayId = until('prepared', () => {
    const path = `/api/payments/${paymentId}/pay-params`;
    const answer = request('GET /api/payments/:paymentId/pay-params', path, { by: patient });
    const { params } = answer.json() as unknown as { params: { package: string } | null };
    return params?.package.replace('prepay_id=', '') ?? null;
  });
  request('POST /wechat/_standin/payments', '/wechat/_standin/payments', { body: { prepay_id: prepayId } });
  until('booked', () => {
    const path = '/registrations/:registrationId';
    const { status } = ask<typeof registrationQueries.registration>(patient, path, { registrationId });
    if (status === 'failed') throw new Error('the hospital information system refused the booking');
    return status === 'booked' || null;
  });
};
