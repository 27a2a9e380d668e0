import { expect, test } from '@jest/globals';
import { prescriptionStatuses } from '@yunzhen/contracts/prescription/row';
import { fallsWithIt, stillOpen } from './consequences';

const rows = prescriptionStatuses.map(status => ({ status, lines: [{ name: status }, { name: '阿司匹林' }] }));
const namedIn = (text: string) => prescriptionStatuses.filter(status => text.includes(`${status}、阿司匹林`));

test('[D3.1] completing names every prescription that somebody still has to do something about', () => {
  expect(namedIn(stillOpen(rows))).toEqual(['submitted', 'claimed', 'passed', 'failed', 'recalled']);
  expect(stillOpen(rows)).not.toContain('undefined');
  expect(stillOpen([])).toBe('');
});

test('[D3.6] ending it before its time names every prescription that is cancelled with it, and the money that goes back', () => {
  const falls = ['submitted', 'claimed', 'passed', 'failed', 'recalled', 'published', 'paid'];
  expect(namedIn(fallsWithIt(rows))).toEqual(falls);
  expect(fallsWithIt(rows)).toContain('7 张处方一并取消，已付药费全额退回');
  expect(fallsWithIt(rows.filter(({ status }) => status === 'passed'))).not.toContain('退回');
  expect(fallsWithIt(rows.filter(({ status }) => status === 'dispensed'))).toBe('');
});
