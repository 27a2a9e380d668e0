import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hospital, idOf } from '../testing.ts';
import { diagnoses, drugs } from './catalogue.ts';

const doctor = { role: 'doctor', id: idOf('王医生') } as const;
const listed = (code: string, name: string, system = 'icd10') => ({
  type: 'diagnosis.listed',
  data: { diagnosisId: idOf(code), code, name, system },
});
const drug = (code: string, name: string, kind = 'western') => ({
  type: 'drug.listed',
  data: {
    ...{ drugId: idOf(code), code, name, kind, control: 'none', form: '片剂', specification: '5mg', maker: '某药业' },
    ...{ unit: '盒', unitPrice: 10_000 },
  },
});

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital();
  await house.given(
    listed('I10.x00', '高血压病'),
    listed('I10.x05', '高血压病3级'),
    listed('I15.000', '肾血管性高血压'),
    listed('O10.000', '妊娠合并高血压病'),
    listed('H35.003', '高血压性视网膜病变'),
    listed('A04.01.01', '眩晕病', 'tcm-disease'),
    listed('I10.x99', '高血压（停用）'),
    { type: 'diagnosis.delisted', data: { diagnosisId: idOf('I10.x99') } },
    drug('XC08CAA189A001010100001', '苯磺酸氨氯地平片'),
    drug('XC08CAA189A001010100002', '氨氯地平胶囊'),
    drug('T001100001', '当归', 'herbal'),
  );
});
afterAll(() => house.close());

const names = async (query: typeof drugs, params: object) =>
  ((await house.ask(query, doctor, params)) as { name: string }[]).map(row => row.name);

test('[D3.7] a diagnosis is found by code, name and initials, the nearest first', async () => {
  expect(await names(diagnoses, { q: 'i10' })).toEqual(['高血压病', '高血压病3级']);
  expect(await names(diagnoses, { q: '高血压病' })).toEqual(['高血压病', '高血压病3级', '妊娠合并高血压病']);
  expect(await names(diagnoses, { q: 'gxyb' })).toEqual(['高血压病', '高血压病3级', '妊娠合并高血压病']);
  expect(await names(diagnoses, { q: '高血压', limit: '2' })).toEqual(['高血压病', '高血压病3级']);
  expect(await names(diagnoses, { q: 'xy', system: 'tcm-disease' })).toEqual(['眩晕病']);
  expect(await names(diagnoses, { q: '(' })).toEqual([]);
});

test('[D3.10] a drug is found by part of its name and by kind', async () => {
  expect(await names(drugs, { q: '氨氯地平' })).toEqual(['氨氯地平胶囊', '苯磺酸氨氯地平片']);
  expect(await names(drugs, { q: 'aldp' })).toEqual(['氨氯地平胶囊', '苯磺酸氨氯地平片']);
  expect(await names(drugs, { q: 'dg', kind: 'herbal' })).toEqual(['当归']);
  expect(await names(drugs, { q: 'dg', kind: 'western' })).toEqual([]);
});

test('[D3.10] patients do not search the catalogue', async () => {
  await expect(house.ask(drugs, { role: 'patient', id: idOf('李雷') }, { q: 'a' })).rejects.toThrow();
});
