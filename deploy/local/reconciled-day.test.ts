/** The chain of a day: from ten in the morning, when its statements come, to the board that finance looks at. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { differences, reconciliation } from '@yunzhen/read-api/queries/reconciliations';
import type { Given } from '@yunzhen/read-api/testing';
import { idOf } from '@yunzhen/write-side/testing/harness';
import { finance } from './testing/finance.ts';

const dayMs = 86_400_000;
/** Three days before today: the stand-in goes by its own clock, and has the statements of this and the next day at any hour. */
const day = chinaDayOf(new Date(Date.now() - 3 * dayMs));
const dayPlus = (days: number): string => chinaDayOf(new Date(Date.parse(day) + days * dayMs));
const [before, next, afterNext] = [dayPlus(-1), dayPlus(1), dayPlus(2)];
const at = (of: string, time: string): string => new Date(`${of}T${time}+08:00`).toISOString();
const reconciliationId = reconciliationIdOf('wechat', day);

const numberOf = (paymentId: string): string => paymentId.replaceAll('-', '');
const transactionOf = (paymentId: string): string => `4200${numberOf(paymentId).slice(8)}`;
/** As our own events tell a payment. */
const believed = (paymentId: string, amount: number, paidAt: string): Given[] => [
  {
    type: 'payment.created',
    data: {
      ...{ paymentId, patientId: idOf(4), tenders: [{ method: 'wechat', amount }], amount, description: '挂号费' },
      expiresAt: paidAt,
      lines: [
        {
          ...{ lineId: paymentId, business: 'registration', subjectId: idOf(7), visitPersonId: idOf(5) },
          ...{ departmentId: idOf(1), doctorId: idOf(2), amount, description: '挂号费' },
          shares: [{ method: 'wechat', amount }],
        },
      ],
    },
    at: paidAt,
  },
  {
    type: 'payment.tender-succeeded',
    data: {
      ...{ paymentId, patientId: idOf(4), method: 'wechat', asked: amount },
      ...{ transactionId: transactionOf(paymentId), amount, discount: 0, paidAt },
    },
    at: paidAt,
  },
];
/** As the channel's own books have it. */
const happened = (paymentId: string, amount: number, paidAt: string) => ({
  ...{ kind: 'pay', number: numberOf(paymentId), transactionId: transactionOf(paymentId), description: '挂号费' },
  ...{ amount, at: Date.parse(paidAt) },
});
const [known, lost, gone] = [101, 102, 103].map(idOf) as [string, string, string];

let desk: Awaited<ReturnType<typeof finance>>;
beforeAll(async () => {
  desk = await finance(at(day, '08:00:00'));
});
afterAll(() => desk.close());

const shown = () => desk.ask(reconciliation, { reconciliationId });
const sum = (count: number, amount: number) => ({ count, amount });
const nothing = sum(0, 0);

test('[O1.4] at ten the next morning a day is fetched, matched, and shows what does not agree', async () => {
  const noon = at(day, '12:00:00');
  await desk.believe(...believed(known, 2_500, noon), ...believed(gone, 1_800, noon));
  await desk.tell('POST', 'history', [happened(known, 2_500, noon), happened(lost, 4_000, at(day, '23:59:59'))]);

  await desk.until(at(next, '09:59:59'));
  expect(await shown()).toMatchObject({ status: 'expected', arrivals: [], run: 0, result: null });

  await desk.trouble('bill', { kind: 'refuse', code: 'STATEMENT_CREATING', status: 400 });
  await desk.until(at(next, '10:00:00'));
  // One of the two is being made still: nothing is said of a day that is known by half.
  expect(await shown()).toMatchObject({ status: 'waiting', arrivals: [{ state: 'imported' }], result: null });

  await desk.until(at(next, '10:30:00'));
  expect(await shown()).toMatchObject({
    status: 'matched',
    arrivals: [
      { statement: 'fund-flow', state: 'imported', source: 'channel', rows: 4 },
      { statement: 'trade', state: 'imported', source: 'channel', rows: 2 },
    ],
    trade: { paid: sum(2, 6_500), refunded: nothing, fees: 39_000 },
    flow: { opening: 0, closing: 6_461 },
    result: {
      platform: { paid: sum(2, 4_300), refunded: nothing },
      channelSays: { paid: sum(2, 6_500), refunded: nothing },
    },
    // What may still be on its way is carried by itself, once.
    open: sum(1, 4_000),
  });
  expect(await desk.ask(differences, { day })).toMatchObject({
    rows: expect.arrayContaining([
      expect.objectContaining({ kind: 'channel-only', key: numberOf(lost), effect: 4_000, status: 'open' }),
      expect.objectContaining({ kind: 'in-transit', key: numberOf(gone), effect: -1_800, status: 'carried' }),
    ]),
  });
});

test('[O1.4] the terms of its equation come to what the channel says', async () => {
  const { result } = (await shown()) as { result: Result };
  const gaps = result.terms.filter(({ line }) => line === 'pay').reduce((total, { gap }) => total + gap, 0);
  expect(result.platform.paid.amount + gaps).toBe(result.channelSays.paid.amount);
});
interface Result {
  readonly platform: { readonly paid: { readonly amount: number } };
  readonly channelSays: { readonly paid: { readonly amount: number } };
  readonly terms: readonly { readonly line: string; readonly gap: number }[];
}

test('[O1.4] a day with an open difference does not close; recorded later, it heals by itself', async () => {
  await expect(desk.send(reconciliationId, 'close', {})).rejects.toMatchObject({ code: 'differences-open' });
  await desk.believe(...believed(lost, 4_000, at(day, '23:59:59')));
  await desk.send(reconciliationId, 'match', {});
  expect(await shown()).toMatchObject({ status: 'matched', open: nothing });
  await desk.send(reconciliationId, 'close', {});
  expect(await shown()).toMatchObject({ status: 'closed', carried: [expect.any(String)] });
});

test('[O1.4] what was carried and never came is open again on a later day, and its own day stays closed', async () => {
  await desk.until(at(afterNext, '10:00:00'));
  expect(await desk.ask(differences, { day, status: 'waiting' })).toMatchObject({
    rows: [{ kind: 'platform-only', key: numberOf(gone), effect: -1_800 }],
  });
  expect(await shown()).toMatchObject({ status: 'closed', open: sum(1, 1_800) });
});

test('[O1.4] a past day that is asked for has no day after it', async () => {
  const id = reconciliationIdOf('wechat', before);
  await desk.send(id, 'fetch', { channel: 'wechat', day: before });
  expect(await desk.ask(reconciliation, { reconciliationId: id })).toMatchObject({
    ...{ status: 'matched', open: nothing },
    arrivals: [{ state: 'absent' }, { state: 'absent' }],
  });
});
