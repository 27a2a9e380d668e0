import { expect, test } from '@jest/globals';
import { cases } from './data/cases.ts';
import { departments } from './data/departments.ts';
import { diagnoses } from './data/diagnoses.ts';
import { drugs } from './data/drugs.ts';

test('every department has cases, and their diagnoses and drugs are in the catalogue', () => {
  expect(Object.keys(cases).sort()).toEqual(departments.map(({ key }) => key).sort());
  const all = Object.values(cases).flat();
  const missing = all.filter(
    ({ diagnosis, medicine: [drug] }) =>
      !diagnoses.some(({ code }) => code === diagnosis) || !drugs.some(([code]) => code === drug),
  );
  expect(missing).toEqual([]);
});
