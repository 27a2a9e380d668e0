/** One consultation under way in a whole house in memory, for tests of what is written in it and paid for it. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import { diagnosisIdOf } from '../catalogue/diagnosis-id.ts';
import type { Seal } from '../codec.ts';
import type { Outside, Surroundings } from '../feature.ts';
import { features } from '../features.ts';
import { harness, idOf, now } from './harness.ts';

export const ids = {
  department: idOf(1),
  doctor: idOf(2),
  pharmacist: idOf(3),
  patient: idOf(4),
  visitPerson: idOf(5),
  session: idOf(6),
  consultation: idOf(7),
  tablets: idOf(8),
  syrup: idOf(9),
  opioid: idOf(10),
  limited: idOf(11),
};
export const doctor: Actor = { id: ids.doctor, role: 'doctor' };
export const pharmacist: Actor = { id: ids.pharmacist, role: 'pharmacist' };
export const patient: Actor = { id: ids.patient, role: 'patient' };

export const diabetes = { code: 'E11.900', name: '2型糖尿病', system: 'icd10' as const };
export const recordText = {
  diagnoses: [diabetes],
  chiefComplaint: '复诊开药',
  presentIllness: '血糖控制平稳',
  pastHistory: '2型糖尿病五年',
  advice: '控制饮食',
};
export const usage = (drugId: string, changed: object = {}) => ({
  drugId,
  dose: { value: 1, unit: '片' },
  frequency: 'tid',
  route: '1',
  days: 7,
  quantity: 2,
  ...changed,
});

const drug = (name: string, code: string, changed: object = {}) => ({
  code,
  name,
  kind: 'western',
  control: 'none',
  form: '片剂',
  specification: '0.5g*20片',
  maker: '制药有限公司',
  unit: '盒',
  unitPrice: 125_000,
  ...changed,
});

/**
 * @param paymentSuccess what the payment channel answers; by default that nothing was paid
 * @param kept how personal data and pictures are kept, where they are not to be looked through
 */
export const visit = async (
  paymentSuccess: Outside['paymentSuccess'] = async () => null,
  kept: Partial<Surroundings> & { readonly seal?: Seal } = {},
) => {
  const hospital = harness(features, undefined, undefined, { outside: { paymentSuccess }, ...kept });
  const { send } = hospital;
  const staff = {
    gender: 'female',
    departmentId: ids.department,
    practisingSince: '2010-01-01',
    licence: { number: '110', issuedBy: '卫生健康委员会', issuedOn: '2010-01-01', scope: '内科' },
    introduction: '擅长慢性病管理',
    specialities: [],
  };
  const about = { name: '内科', subjectCode: '03', introduction: '内科门诊', order: 1 };
  await send(`department-${ids.department}`, 'open', about);
  await send(`practitioner-${ids.doctor}`, 'hire', { ...staff, kind: 'doctor', name: '李娜', title: 'chief' });
  await send(`diagnosis-${diagnosisIdOf(diabetes)}`, 'list', diabetes);
  await send(`drug-${ids.tablets}`, 'list', drug('二甲双胍片', 'XA01AB'));
  await send(
    `drug-${ids.syrup}`,
    'list',
    drug('止咳糖浆', 'XB02CD', { specification: '100ml', unit: '瓶', unitPrice: 9_900 }),
  );
  const insert = { mostAtOnce: 2, leastAge: 18, indications: ['I10'] };
  await send(`drug-${ids.limited}`, 'list', drug('氨氯地平片', 'XC08EF', { specification: '5mg*28片', ...insert }));
  await send(`drug-${ids.opioid}`, 'list', drug('吗啡片', 'XN02AA', { control: 'narcotic' }));
  await send(`consultation-${ids.consultation}`, 'open', {
    clinicSessionId: ids.session,
    number: 1,
    doctorId: ids.doctor,
    departmentId: ids.department,
    patientId: ids.patient,
    visitPersonId: ids.visitPerson,
    startsAt: '2026-03-02T01:00:00.000Z',
  });
  await send(`consultation-${ids.consultation}`, 'accept', { eligible: true }, { by: doctor });
  return hospital;
};

/** What completing needs: a record that is published. */
export const publishedRecord = async ({ send }: Pick<Hospital, 'send'>): Promise<void> => {
  await send(`record-${ids.consultation}`, 'write', recordText, { by: doctor });
  await send(`record-${ids.consultation}`, 'publish', {}, { by: doctor });
};

export const person = { name: '王芳', idNumber: '11010519491231002X', phone: '13800138000' };
export type Hospital = Awaited<ReturnType<typeof visit>>;

/** The patient, with the one person they book for. */
export const registeredPatient = async ({ send }: Hospital) => {
  const of = `patient-${ids.patient}`;
  await send(of, 'register', { openid: `o${'a'.repeat(27)}` });
  const added = { visitPersonId: ids.visitPerson, relation: 'self', ...person };
  await send(of, 'add-visit-person', added, { by: patient });
  await send(of, 'accept-consent', { version: currentConsent.version }, { by: patient });
};

/** A number of a session that starts an hour from now, held for the patient for a quarter of an hour. */
export const heldRegistration = async (hospital: Hospital, id: string, fee = 2_500) => {
  await registeredPatient(hospital);
  const { send } = hospital;
  const [startsAt, endsAt] = [60, 240].map(minutes => new Date(Date.parse(now) + minutes * 60_000).toISOString());
  await send(`clinic-session-${ids.session}`, 'publish', { doctorId: ids.doctor, startsAt, endsAt, fee, capacity: 5 });
  const about = { visitPersonId: ids.visitPerson, chiefComplaint: '复诊', consentVersion: currentConsent.version };
  await send(`registration-${id}`, 'book', { clinicSessionId: ids.session, ...about }, { by: patient });
};

/** A prescription of two packs of tablets, 25 yuan, passed and published. */
export const publishedPrescription = async ({ send }: Hospital, id: string) => {
  const of = `prescription-${id}`;
  await send(`record-${ids.consultation}`, 'write', recordText, { by: doctor });
  const written = { consultationId: ids.consultation, diagnoses: [diabetes], lines: [usage(ids.tablets)] };
  await send(of, 'submit', written, { by: doctor });
  await send(of, 'claim', {}, { by: pharmacist });
  await send(of, 'pass', {}, { by: pharmacist });
  await send(of, 'publish', {}, { by: doctor });
};
