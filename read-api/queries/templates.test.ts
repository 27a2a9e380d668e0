import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Forbidden } from '@yunzhen/platform/problem';
import { doctor } from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { prescriptionTemplates, recordTemplates } from './templates.ts';

const as = (name: string) => ({ role: 'doctor', id: idOf(name) }) as const;
const [wang, zhao, sun] = [as('王医生'), as('赵医生'), as('孙医生')];

const drug = (name: string, unitPrice: number) => ({
  type: 'drug.listed',
  data: {
    ...{ drugId: idOf(name), code: 'XC08CAA001', name, kind: 'western', control: 'none', form: '片剂' },
    ...{ specification: '5mg', maker: '某药业', unit: '盒', unitPrice },
  },
});
const line = (name: string, unitPrice: number) => ({
  ...{ drugId: idOf(name), dose: { value: 5, unit: 'mg' }, frequency: 'qd', route: '1', days: 7, quantity: 1 },
  ...{ code: 'XC08CAA001', name, kind: 'western', specification: '5mg', unit: '盒', unitPrice },
});
const saved = (
  kind: 'prescription' | 'record',
  name: string,
  by: string,
  sharing: string,
  more: object,
  hour: number,
) => ({
  type: `template.${kind}-saved`,
  data: {
    ...{ templateId: idOf(name), doctorId: idOf(by), departmentId: idOf(by === '孙医生' ? '皮肤科' : '心内科') },
    ...{ name, sharing, diagnoses: [], ...more },
  },
  at: `2026-01-05T0${hour}:00:00.000Z`,
});
const prescription = (name: string, by: string, sharing: string, hour: number) =>
  saved('prescription', name, by, sharing, { validDays: 1, lines: [line('氨氯地平', 900), line('缬沙坦', 800)] }, hour);

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital();
  await house.given(
    ...[doctor('王医生', '心内科'), doctor('赵医生', '心内科'), doctor('孙医生', '皮肤科')],
    ...[drug('氨氯地平', 900), drug('缬沙坦', 800)],
    prescription('高血压续方', '王医生', 'own', 1),
    prescription('冠心病二级预防', '王医生', 'department', 2),
    prescription('心衰（基础）', '赵医生', 'department', 3),
    prescription('自用', '赵医生', 'own', 4),
    prescription('湿疹', '孙医生', 'department', 5),
    saved('record', '高血压复诊', '王医生', 'own', { advice: '低盐饮食' }, 1),
    { type: 'drug.priced', data: { drugId: idOf('氨氯地平'), unitPrice: 750 } },
    { type: 'drug.delisted', data: { drugId: idOf('缬沙坦') } },
  );
});
afterAll(() => house.close());

interface Shown {
  readonly name: string;
  readonly doctorName: string;
  readonly lines: readonly { readonly unitPrice: number; readonly drug: { readonly unitPrice: number } | null }[];
}
const rows = async (by: typeof wang, params: object) =>
  ((await house.ask(prescriptionTemplates, by, params)) as { rows: Shown[] }).rows;
const names = async (by: typeof wang, params: object) => (await rows(by, params)).map(({ name }) => name);

test('[D4.3] a doctor sees their own templates, and those that others of the department share', async () => {
  expect(await names(wang, { of: 'me' })).toEqual(['冠心病二级预防', '高血压续方']);
  expect(await names(wang, { of: 'department' })).toEqual(['心衰（基础）']);
  expect(await names(zhao, { of: 'department' })).toEqual(['冠心病二级预防']);
  expect(await names(sun, { of: 'department' })).toEqual([]);
  expect((await rows(zhao, { of: 'department' })).map(row => row.doctorName)).toEqual(['王医生']);
  expect(await house.ask(recordTemplates, wang, { of: 'me' })).toMatchObject({
    rows: [{ name: '高血压复诊', advice: '低盐饮食', chiefComplaint: null, doctorName: '王医生' }],
    next: null,
  });
});

test('[D4.3] a line says what its drug was, and what it is now', async () => {
  const [row] = await rows(wang, { of: 'me' });
  expect(row?.lines).toMatchObject([
    { unitPrice: 900, drug: { unitPrice: 750 } },
    { unitPrice: 800, drug: null },
  ]);
});

test('[D4.3] a template is found by a part of its name or its initials, page by page', async () => {
  expect(await names(wang, { of: 'me', q: '血压' })).toEqual(['高血压续方']);
  expect(await names(wang, { of: 'me', q: 'GXB' })).toEqual(['冠心病二级预防']);
  expect(await names(wang, { of: 'department', q: '（' })).toEqual(['心衰（基础）']);
  const first = (await house.ask(prescriptionTemplates, wang, { of: 'me', limit: '1' })) as { next: string };
  expect(await names(wang, { of: 'me', limit: '1', cursor: first.next })).toEqual(['高血压续方']);
});

test('[D4.3] nobody but doctors has templates', async () => {
  const patient = { role: 'patient', id: idOf('李雷') } as const;
  await expect(house.ask(recordTemplates, patient, { of: 'me' })).rejects.toThrow(Forbidden);
});
