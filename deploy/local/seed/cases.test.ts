import { expect, test } from '@jest/globals';
import { implausible } from '@yunzhen/contracts/prescription/plausible';
import type { Usage } from '@yunzhen/contracts/prescription/usage';
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
  const lineOf = (code: string, usage: Omit<Usage, 'drugId'>) => {
    const [, , , specification = '', sold = ''] = drugs.find(([known]) => known === code) ?? [];
    return { code, ...usage, specification, unit: sold };
  };
  const lines = [
    ...Object.values(cases)
      .flat()
      .map(({ medicine: [code, value, unit, frequency, route, days, quantity, more] }) =>
        lineOf(code, { dose: { value, unit }, frequency, route, days, quantity, ...more }),
      ),
    ...prescriptionTemplates.flatMap(template =>
      template.lines.map(([code, value, unit, frequency, days, quantity]) =>
        lineOf(code, { dose: { value, unit }, frequency, route: '1', days, quantity }),
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
