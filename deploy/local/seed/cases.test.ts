import { expect, test } from '@jest/globals';
import { implausible } from '@yunzhen/contracts/prescription/plausible';
import { cases } from './data/cases.ts';
import { departments } from './data/departments.ts';
import { diagnoses } from './data/diagnoses.ts';
import { drugs } from './data/drugs.ts';
import { prescriptionTemplates, recordTemplates } from './data/templates.ts';

const knows = (diagnosis: string) => diagnoses.some(({ code }) => code === diagnosis);
const stocks = (drug: string) => drugs.some(([code]) => code === drug);

test('every department has cases, and their diagnoses and drugs are in the catalogue', () => {
  expect(Object.keys(cases).sort()).toEqual(departments.map(({ key }) => key).sort());
  const all = Object.values(cases).flat();
  const missing = all.filter(({ diagnosis, medicine: [drug] }) => !knows(diagnosis) || !stocks(drug));
  expect(missing).toEqual([]);
});

test('[D3.10] what is prescribed in them can be taken', () => {
  const lineOf = (code: string, usage: { dose: string; frequency: string; days: number; quantity: number }) => {
    const [, , , specification = '', unit = ''] = drugs.find(([known]) => known === code) ?? [];
    return { code, ...usage, specification, unit };
  };
  const lines = [
    ...Object.values(cases)
      .flat()
      .map(({ medicine: [code, dose, frequency, , days, quantity] }) =>
        lineOf(code, { dose, frequency, days, quantity }),
      ),
    ...prescriptionTemplates.flatMap(template =>
      template.lines.map(([code, dose, frequency, days, quantity]) =>
        lineOf(code, { dose, frequency, days, quantity }),
      ),
    ),
  ];
  expect(lines.filter(line => implausible(line) !== null)).toEqual([]);
});

test('templates are of what the catalogue has', () => {
  const named = [...prescriptionTemplates, ...recordTemplates].flatMap(template => template.diagnoses);
  expect(named.filter(code => !knows(code))).toEqual([]);
  const prescribed = prescriptionTemplates.flatMap(({ lines }) => lines.map(([drug]) => drug));
  expect(prescribed.filter(code => !stocks(code))).toEqual([]);
});
