import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Given, hospital, idOf } from '../testing.ts';
import { refunds } from './refunds.ts';

const operator = { role: 'operator', id: idOf('运营') } as const;
const names = (name: string) => ({
  ...{ paymentId: idOf(`payment ${name}`), patientId: idOf('李雷'), refundId: idOf(name), method: 'wechat' },
  ...{ amount: 900, lineId: idOf(`line ${name}`), business: 'registration', subjectId: idOf(`visit ${name}`) },
});
const asked = (name: string, at: string, ground: string): Given => ({
  at,
  type: 'payment.refund-requested',
  data: { ...names(name), total: 900, ground, reason: '取消', askAt: at },
});
const taken = (name: string, acceptedAt: string): Given => ({
  at: acceptedAt,
  type: 'payment.refund-accepted',
  data: { ...names(name), discount: 0, channelRefundId: `50${name}`, acceptedAt },
});
let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital('2026-01-20T02:00:00.000Z');
  await house.given(
    asked('old', '2026-01-10T02:00:00.000Z', 'cancelled'),
    taken('old', '2026-01-10T02:01:00.000Z'),
    asked('young', '2026-01-19T02:00:00.000Z', 'declined'),
    taken('young', '2026-01-19T02:01:00.000Z'),
    asked('waits', '2026-01-20T01:00:00.000Z', 'granted'),
  );
});
afterAll(() => house.close());

const found = async (params: object) =>
  ((await house.ask(refunds, operator, params)) as { rows: { refundId: string }[] }).rows.map(row => row.refundId);

test('[O1.4] the register has every refund, the newest first, and finds it by day, state, ground and number', async () => {
  expect(await found({})).toEqual(['waits', 'young', 'old'].map(idOf));
  expect(await found({ from: '2026-01-19', to: '2026-01-19' })).toEqual([idOf('young')]);
  expect(await found({ status: 'requested' })).toEqual([idOf('waits')]);
  expect(await found({ ground: 'cancelled' })).toEqual([idOf('old')]);
  expect(await found({ number: '50young' })).toEqual([idOf('young')]);
  expect(await found({ number: idOf('payment old') })).toEqual([idOf('old')]);
});
test('[O1.4] what the channel took a week ago and has not arrived is late', async () => {
  expect(await found({ status: 'late' })).toEqual([idOf('old')]);
});
