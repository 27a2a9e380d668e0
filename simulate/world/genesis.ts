/** The hospital every seed begins with: a department, staff, a catalogue and patients, made once by real commands. */
import { currentConsent } from '@yunzhen/contracts/patient/consent';
import type { Actor } from '@yunzhen/contracts/roles';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { diagnosisIdOf } from '@yunzhen/write-side/catalogue/diagnosis-id';
import { features } from '@yunzhen/write-side/features';
import { house, idOf } from '@yunzhen/write-side/house';

const many = (from: number, count: number): string[] => Array.from({ length: count }, (_, index) => idOf(from + index));
export const operator: Actor = { id: idOf(1), role: 'operator' };
export const doctors = many(10, 2);
export const pharmacists = many(20, 2);
/** Each books for one person of their own; the last two share theirs by its ID number only. */
export const patients = many(30, 5);
export const personOf = (patient: string): string => idOf(100 + Number(patient.slice(-4)));
export const drugs = many(50, 2);
export const diagnosis = { code: 'E11.900', name: '2型糖尿病', system: 'icd10' as const };
const department = idOf(2);
/** 09:00 in China. */
export const morning = Date.parse('2026-03-02T01:00:00.000Z');

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idNumber = (serial: number): string => {
  const body = `99000019800101${String(serial).padStart(3, '0')}`;
  return body + '10X98765432'[weights.reduce((sum, weight, index) => sum + weight * Number(body[index]), 0) % 11];
};

/** What a patient says of the person they book for. */
export const visitPerson = (patient: string): object => ({
  visitPersonId: personOf(patient),
  relation: 'self',
  name: '王芳',
  phone: '13800138000',
  idNumber: idNumber(patients.indexOf(patient) + 1),
});

export const genesis = async (): Promise<readonly RecordedEvent[]> => {
  const { send, store } = house(features);
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
