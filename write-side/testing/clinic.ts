/** A small hospital for tests, opened by commands: a department, a doctor with a session, two patients of whom one may book. */
import type { Actor } from '@yunzhen/contracts/roles';
import { diagnosisIdOf } from '../catalogue/diagnosis-id.ts';
import { features } from '../features.ts';
import { currentVersion } from '../patient/consent.ts';
import { harness, idOf } from './harness.ts';

export const operator: Actor = { id: idOf(1), role: 'operator' };
export const doctor: Actor = { id: idOf(2), role: 'doctor' };
export const otherDoctor: Actor = { id: idOf(3), role: 'doctor' };
export const patient: Actor = { id: idOf(4), role: 'patient' };
export const stranger: Actor = { id: idOf(5), role: 'patient' };
export const pharmacist: Actor = { id: idOf(6), role: 'pharmacist' };
export const [department, session, registration, person, child] = [10, 11, 12, 13, 14].map(n => idOf(n)) as [
  string,
  string,
  string,
  string,
  string,
];

export const profile = { introduction: '长期管理慢性病。', specialities: ['高血压'] };
export const doctorDetails = {
  kind: 'doctor',
  name: '王建国',
  gender: 'male',
  title: 'attending',
  departmentId: department,
  practisingSince: '2015-07-01',
  licence: { number: '110110000012345', issuedBy: '卫生健康委员会', issuedOn: '2015-06-20', scope: '内科专业' },
  ...profile,
};
export const adult = {
  visitPersonId: person,
  relation: 'self',
  name: '李女士',
  idNumber: '11010119900307002X',
  phone: '13800000000',
};
export const booking = {
  clinicSessionId: session,
  visitPersonId: person,
  chiefComplaint: '复诊开药',
  consentVersion: currentVersion,
};
export const sessionInput = {
  doctorId: doctor.id,
  startsAt: '2026-03-02T02:00:00.000Z',
  endsAt: '2026-03-02T04:00:00.000Z',
  fee: 2_500,
  capacity: 2,
};

export const hypertension = { code: 'I10.x00', name: '高血压', system: 'icd10' as const };
export const recordText = {
  diagnoses: [hypertension],
  chiefComplaint: '复诊开药',
  presentIllness: '血压控制平稳',
  pastHistory: '高血压五年',
  advice: '低盐饮食',
};

export const refused = (code: string) => ({ name: 'Refusal', code });

/** With the few words that most tests say. */
export const clinic = async (asked: Parameters<typeof harness>[3] = {}) => {
  const opened = harness(features, undefined, undefined, asked);
  const { send, store } = opened;
  const details = { name: '心血管内科', subjectCode: '03.04', introduction: '复诊。', order: 1 };
  await send(`department-${department}`, 'open', details, { by: operator });
  await send(`practitioner-${doctor.id}`, 'hire', doctorDetails, { by: operator });
  await send(`clinic-session-${session}`, 'publish', sessionInput, { by: operator });
  for (const { id } of [patient, stranger]) await send(`patient-${id}`, 'register', { openid: `openid-${id}` });
  await send(`patient-${patient.id}`, 'add-visit-person', adult, { by: patient });
  await send(`patient-${patient.id}`, 'accept-consent', { version: currentVersion }, { by: patient });
  const book = (input = {}, more = {}) =>
    send(`registration-${registration}`, 'book', { ...booking, ...input }, { by: patient, ...more });
  return {
    ...opened,
    book,
    /** With its record, which completing needs. */
    completed: async (id: string): Promise<void> => {
      await send(`diagnosis-${diagnosisIdOf(hypertension)}`, 'list', hypertension, { by: operator });
      await send(`record-${id}`, 'write', recordText, { by: doctor });
      await send(`record-${id}`, 'publish', {}, { by: doctor });
      await send(`consultation-${id}`, 'complete', {}, { by: doctor });
    },
    /** Paid, confirmed and waiting for the doctor, as the processes would ask it. */
    waiting: async (): Promise<void> => {
      await book();
      const place = store.recorded(`registration-${registration}`)[0]?.data ?? {};
      await send(`registration-${registration}`, 'confirm-payment', { paymentId: idOf(30), amount: 2_500 });
      await send(`registration-${registration}`, 'confirm-his', { hisNumber: 'H1' });
      await send(`clinic-session-${session}`, 'book-number', { registrationId: registration });
      const { clinicSessionId, number, doctorId, departmentId, patientId, visitPersonId, startsAt } = place;
      const input = { clinicSessionId, number, doctorId, departmentId, patientId, visitPersonId, startsAt };
      await send(`consultation-${registration}`, 'open', input);
    },
  };
};
