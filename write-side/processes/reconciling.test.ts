import { expect, test } from '@jest/globals';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { idOf } from '../testing/harness.ts';
import { reconciling } from './reconciling.ts';

const day = '2026-02-28';
const reconciliationId = reconciliationIdOf('wechat', day);
const which = { reconciliationId, channel: 'wechat', day } as const;
const meta = { eventId: idOf(1), at: '2026-03-01T02:00:00.000Z' };
const after = (type: string, data: object) => [reconciling.on[type]?.(data as never, meta) ?? []].flat();

test('[O1.4] a day is fetched at ten the next morning, and expects the day after it', () =>
  expect(after('reconciliation.expected', { ...which, daily: true })).toEqual([
    {
      ...{ kind: 'send', capability: 'reconciliation', id: reconciliationId, command: 'fetch' },
      ...{ input: { channel: 'wechat', day }, at: '2026-03-01T02:00:00.000Z' },
    },
    {
      ...{ kind: 'send', capability: 'reconciliation', id: '20260301-0000-8000-8000-000000000001', command: 'expect' },
      ...{ input: { channel: 'wechat', day: '2026-03-01' }, at: '2026-02-28T16:00:00.000Z' },
    },
  ]));
test('[O1.4] a past day that somebody asks for draws no other days after it', () =>
  expect(after('reconciliation.expected', { ...which, daily: false })).toEqual([]));
test('[O1.4] both statements are fetched, each under a number of its round', () =>
  expect(after('reconciliation.requested', { ...which, round: 2 })).toMatchObject([
    { kind: 'call', gateway: 'books.fetch', key: `${reconciliationId} trade 2` },
    { kind: 'call', gateway: 'books.fetch', key: `${reconciliationId} fund-flow 2` },
  ]));
test('[O1.4] what was uploaded is imported for its day, once for each time', () => {
  const uploaded = { ...which, statement: 'trade', fileId: idOf(7), round: 3, staffId: idOf(8) };
  const { channel: _, ...input } = uploaded;
  expect(after('reconciliation.uploaded', uploaded)).toEqual([
    { kind: 'call', gateway: 'books.take', key: `${reconciliationId} trade 3`, input },
  ]);
});
test('[O1.4] a run tells each difference what it is, and those that are none any more', () => {
  const found = { kind: 'channel-only', line: 'pay', key: 'k', order: 'k', gap: 1, effect: 1, platform: null };
  const difference = { differenceId: idOf(2), ...found, channelSays: 1, arrived: null };
  expect(
    after('reconciliation.matched', { ...which, run: 3, lookedAt: 99, differences: [difference], healed: [idOf(3)] }),
  ).toEqual([
    {
      ...{ kind: 'send', capability: 'difference', id: idOf(2), command: 'observe' },
      input: { ...found, ...which, channelSays: 1, arrived: null, run: 99 },
    },
    { kind: 'send', capability: 'difference', id: idOf(3), command: 'heal', input: { run: 99 } },
  ]);
});
test('[O1.4] a payment the channel is asked about is looked for there, and the day is matched again', () => {
  const key = idOf(4).replaceAll('-', '');
  expect(after('difference.asked', { ...which, differenceId: idOf(2), line: 'pay', key })).toMatchObject([
    { kind: 'call', gateway: 'wechat-pay.query', input: { paymentId: idOf(4) } },
    { kind: 'send', capability: 'reconciliation', command: 'match', at: '2026-03-01T02:00:30.000Z' },
  ]);
});
test.each(['healed', 'resolved', 'carried'])('[O1.4] what is %s no longer keeps its day from closing', how =>
  expect(after(`difference.${how}`, { ...which, differenceId: idOf(2) }).slice(0, 1)).toEqual([
    {
      ...{ kind: 'send', capability: 'reconciliation', id: reconciliationId, command: 'settle' },
      input: { differenceId: idOf(2), how },
    },
  ]),
);
