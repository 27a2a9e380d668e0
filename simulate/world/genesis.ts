/** The hospital every seed begins with: a department, staff, a catalogue and patients, made once by real commands. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Cast, VisitPerson } from '@yunzhen/people/behaviour';
import { idNumberOf } from '@yunzhen/people/id-number';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { diagnosisIdOf } from '@yunzhen/write-side/catalogue/diagnosis-id';
import { features } from '@yunzhen/write-side/features';
import { harness, idOf } from '@yunzhen/write-side/testing/harness';

const many = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => idOf(from + index));
const operator: Actor = { id: idOf(1), role: 'operator' };
const doctors = many(10, 2);
const pharmacists = many(20, 2);
/** Each books for one person of their own; the last two share theirs by its ID number only. */
const patients = many(30, 5);
const drugs = many(50, 2);
const diagnosis = { code: 'E11.900', name: '2型糖尿病', system: 'icd10' as const };
const department = idOf(2);
/** 09:00 in China. */
export const morning = Date.parse('2026-03-02T01:00:00.000Z');

/** What a patient says of the person they book for. */
const visitPerson = (patient: string): VisitPerson => ({
  visitPersonId: idOf(100 + Number(patient.slice(-4))),
  relation: 'self',
  name: '王芳',
  phone: '13800138000',
  idNumber: idNumberOf('1980-01-01', patients.indexOf(patient) + 1),
});
export const cast: Cast = {
  operator,
  doctors,
  pharmacists,
  patients,
  drugs,
  diagnosis,
  consentVersion: currentConsent.version,
  personOf: visitPerson,
};

export const genesis = async (): Promise<readonly RecordedEvent[]> => {
  const { send, store } = harness(features);
  let keys = 0;
  const does = (to: string, command: string, input: object, by: Actor = operator) =>
    send(to, command, input, { by, key: idOf(1_000 + ++keys), at: new Date(morning).toISOString() });
  await does(`department-${department}`, 'open', {
    name: '内科',
    subjectCode: '03',
    introduction: '内科门诊',
    order: 1,
  });
  const staff = {
    gender: 'female',
    departmentId: department,
    practisingSince: '2010-01-01',
    licence: { number: '110', issuedBy: '卫生健康委员会', issuedOn: '2010-01-01', scope: '内科' },
    introduction: '长期管理慢性病',
    specialities: [],
  };
  for (const id of doctors)
    await does(`practitioner-${id}`, 'hire', { ...staff, kind: 'doctor', name: '李娜', title: 'chief' });
  for (const id of pharmacists)
    await does(`practitioner-${id}`, 'hire', { ...staff, kind: 'pharmacist', name: '张敏', title: 'pharmacist' });
  await does(`diagnosis-${diagnosisIdOf(diagnosis)}`, 'list', diagnosis);
  for (const [index, id] of drugs.entries())
    await does(`drug-${id}`, 'list', {
      code: `XA01AB${index}`,
      name: '二甲双胍片',
      kind: 'western',
      control: 'none',
      form: '片剂',
      specification: '0.5g*20片',
      maker: '制药有限公司',
      unit: '盒',
      unitPrice: 125_033 + index,
    });
  for (const [index, id] of patients.entries()) {
    const of = `patient-${id}`;
    const by: Actor = { id, role: 'patient' };
    await send(of, 'register', { openid: `o${'a'.repeat(26)}${index}` }, { key: idOf(1_000 + ++keys) });
    await does(of, 'add-visit-person', visitPerson(id), by);
    await does(of, 'accept-consent', { version: currentConsent.version }, by);
  }
  return (await store.readAll(null, 10_000)).events;
};
