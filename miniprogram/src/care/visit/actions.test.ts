import assert from 'node:assert/strict';
import { test } from '@jest/globals';
import { actionsOf } from './actions';
import type { Visit } from './steps';

const visit = (part: object) =>
  ({
    registration: { registrationId: 'r', doctorId: 'd', fee: 5_000, status: 'booked' },
    consultation: null,
    prescriptions: [],
    dispensings: [],
    rating: null,
    ...part,
  }) as unknown as Visit;
const words = (part: object) => actionsOf(visit(part)).map(one => one.words);
const due = (prescriptionId: string, name: string) => ({
  prescriptionId,
  status: 'published',
  total: 1_250,
  lines: [{ name }],
});

test('[P10.4] a visit can be rated while a prescription is due and drugs are ready', () =>
  assert.deepEqual(
    words({
      consultation: { status: 'completed' },
      prescriptions: [due('p', '阿司匹林')],
      dispensings: [{ dispensingId: 'x', status: 'ready', lines: [{ name: '氨氯地平' }] }],
    }),
    ['支付处方 ¥12.50', '出示取药码', '评价医生'],
  ));

test('[P7.2] of two prescriptions that are due each can be paid, told apart by its drug', () =>
  assert.deepEqual(words({ prescriptions: [due('p', '阿司匹林'), due('q', '氨氯地平')] }), [
    '支付处方（阿司匹林等）¥12.50',
    '支付处方（氨氯地平等）¥12.50',
  ]));

test('[P6.11] a number that is held is paid first, one that was given up is booked anew', () => {
  const of = (status: string) => words({ registration: { registrationId: 'r', doctorId: 'd', fee: 5_000, status } });
  assert.deepEqual(of('held'), ['去支付挂号费 ¥50.00']);
  assert.deepEqual(of('cancelled'), ['重新预约']);
});
