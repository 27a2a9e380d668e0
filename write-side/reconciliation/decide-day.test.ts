import { expect, test } from '@jest/globals';
import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import type { Found, ReconciliationEvent } from '@yunzhen/contracts/reconciliation/reconciliation';
import { spec } from '../spec.ts';
import { idOf, system } from '../testing/harness.ts';
import { decider } from './decide-day.ts';

const { given } = spec(decider);
const day = '2026-03-01';
const id = reconciliationIdOf('wechat', day);
const which = { reconciliationId: id, channel: 'wechat', day } as const;
const now = '2026-03-02T02:00:00.000Z';
const [cashier, second] = [
  { id: idOf(1), role: 'operator' },
  { id: idOf(2), role: 'manager' },
] as const;
const asked = { id, now, by: system };
const byHand = { id, now, by: cashier };

const sum = { count: 1, amount: 2_500 };
const none = { count: 0, amount: 0 };
const sha256 = 'a'.repeat(64);
const file = { importId: idOf(3), source: 'channel', sha256, rows: 1 } as const;
const trade = {
  paid: sum,
  refunded: none,
  settled: 2_500,
  returned: 0,
  fees: 15_000,
  foreign: { ...none, settled: 0, fees: 0 },
};
const moved = [{ kind: 'pay', into: true, ours: true, count: 1, amount: 2_500 }] as const;
const flow = { moved: [...moved], opening: 0, closing: 2_500 };
const found = (n: number, effect = -2_500): Found => ({
  differenceId: idOf(n),
  ...{ kind: 'platform-only', line: 'pay', key: `${n}`, order: `${n}`, gap: effect, effect },
  ...{ platform: 2_500, channelSays: null, arrived: null },
});
const result = (run: number, ...differences: Found[]) => ({
  ...{
    run,
    lookedAt: run,
    asOf: '2026-03-02',
    platform: { paid: sum, refunded: none },
    channelSays: { paid: sum, refunded: none },
  },
  ...{ terms: [], movedOut: { paid: 0, refunded: 0 }, movedIn: { paid: 0, refunded: 0 } },
  ...{ movedRows: { paid: 0, refunded: 0 }, differences },
});
type Data<T> = Extract<ReconciliationEvent, { type: T }>['data'];
const expected: ReconciliationEvent = { type: 'reconciliation.expected', data: { ...which, daily: true } };
const traded: ReconciliationEvent = {
  type: 'reconciliation.trade-imported',
  data: { ...which, ...file, ...trade, before: null },
};
const flowed: ReconciliationEvent = {
  type: 'reconciliation.flow-imported',
  data: { ...which, ...file, ...flow, before: [] },
};
const matched = (run: number, differences: Found[] = [], healed: string[] = []): ReconciliationEvent => ({
  type: 'reconciliation.matched',
  data: { ...which, ...result(run, ...differences), healed } satisfies Data<'reconciliation.matched'>,
});
const settled = (n: number, how: 'resolved' | 'carried' | 'healed'): ReconciliationEvent => ({
  type: 'reconciliation.settled',
  data: { ...which, differenceId: idOf(n), how },
});
const closed = (version: number, carried: string[] = []): ReconciliationEvent => ({
  type: 'reconciliation.closed',
  data: { ...which, version, run: 1, carried, staffId: cashier.id },
});
const imported = [expected, traded, flowed];
const match = { type: 'match', ...byHand } as const;
const close = { type: 'close', ...byHand } as const;
const recordMatch = (run: number, ...differences: Found[]) =>
  ({ type: 'record-match', ...asked, ...result(run, ...differences) }) as const;

test('[O1.4] a day is expected once, under its own id, and fetched after it is over', () => {
  given()
    .when({ type: 'expect', ...asked, channel: 'wechat', day })
    .then(expected);
  given(expected)
    .when({ type: 'expect', ...asked, channel: 'wechat', day })
    .thenNothing();
  given()
    .when({ type: 'expect', ...asked, id: idOf(9), channel: 'wechat', day })
    .thenRefused('another-day');
  const fetch = { type: 'fetch', ...byHand, channel: 'wechat', day } as const;
  const requested: ReconciliationEvent = {
    type: 'reconciliation.requested',
    data: { ...which, round: 1, staffId: cashier.id },
  };
  given()
    .when(fetch)
    .then({ type: 'reconciliation.expected', data: { ...which, daily: false } }, requested);
  given(expected)
    .when({ ...fetch, now: '2026-06-02T00:00:00.000Z' })
    .thenRefused('day-too-old');
  given()
    .when({ ...fetch, now: '2026-03-01T15:59:59.999Z' })
    .thenRefused('day-not-over');
});
test('[O1.4] a file that somebody brings is imported for a past day of any age, but for none that is closed', () => {
  const upload = { type: 'upload', ...byHand, channel: 'wechat', day, statement: 'trade', fileId: idOf(70) } as const;
  const uploaded = (round: number): ReconciliationEvent => ({
    type: 'reconciliation.uploaded',
    data: { ...which, statement: 'trade', fileId: idOf(70), round, staffId: cashier.id },
  });
  given()
    .when({ ...upload, now: '2031-03-02T00:00:00.000Z' })
    .then({ type: 'reconciliation.expected', data: { ...which, daily: false } }, uploaded(1));
  given(...imported, matched(1), uploaded(1))
    .when(upload)
    .then(uploaded(2));
  given()
    .when({ ...upload, id: idOf(9) })
    .thenRefused('another-day');
  given()
    .when({ ...upload, now: '2026-03-01T15:59:59.999Z' })
    .thenRefused('day-not-over');
  given(...imported, matched(1), closed(1))
    .when(upload)
    .thenRefused('day-closed');
});
test('[O1.4] the same file again changes nothing, another one takes its place and says what it replaces', () => {
  const unchanged = (statement: 'trade' | 'fund-flow'): ReconciliationEvent => ({
    type: 'reconciliation.unchanged',
    data: { ...which, statement },
  });
  const again = { type: 'record-trade', ...asked, ...file, ...trade } as const;
  given(...imported)
    .when(again)
    .then(unchanged('trade'));
  given(...imported)
    .when({ type: 'record-flow', ...asked, ...file, ...flow })
    .then(unchanged('fund-flow'));
  given(...imported, matched(1))
    .when(again)
    .thenNothing();
  const other = { ...file, importId: idOf(4), sha256: 'b'.repeat(64) };
  given(...imported)
    .when({ type: 'record-flow', ...asked, ...other, ...flow })
    .then({ type: 'reconciliation.flow-imported', data: { ...which, ...other, ...flow, before: [...moved] } });
});
test('[O1.4] a day is matched when both statements are in, or known not to be', () => {
  given(expected, traded).when(match).thenRefused('statement-missing');
  given(expected, traded)
    .when({ ...match, by: system })
    .thenNothing();
  const absent: ReconciliationEvent = { type: 'reconciliation.absent', data: { ...which, statement: 'fund-flow' } };
  given(expected, traded)
    .when({ type: 'record-absent', ...asked, statement: 'fund-flow' })
    .then(absent);
  given(expected, traded, absent)
    .when({ ...match, by: system })
    .then({ type: 'reconciliation.match-requested', data: { ...which, round: 1 } });
  const refused = { statement: 'trade', source: 'channel', fault: 'summary', line: 6, column: '订单总金额' } as const;
  const broken: ReconciliationEvent = { type: 'reconciliation.broken', data: { ...which, ...refused } };
  given(expected, broken, flowed).when(match).thenRefused('statement-missing');
  // What was taken before stays what it is.
  given(...imported, broken)
    .when({ ...match, by: system })
    .then({ type: 'reconciliation.match-requested', data: { ...which, round: 1 } });
});
test('[O1.4] a later run tells which differences are gone, and an older one that comes late says nothing', () => {
  given(...imported, matched(1, [found(5), found(6)]))
    .when(recordMatch(2, found(6)))
    .then(matched(2, [found(6)], [idOf(5)]));
  given(...imported, matched(2, [found(6)]))
    .when(recordMatch(1, found(5)))
    .thenNothing();
});
test('[O1.4] a day with open differences is not closed; carried ones are named', () => {
  const open = [...imported, matched(1, [found(5)])];
  given(...imported)
    .when(close)
    .thenRefused('not-matched');
  given(...open)
    .when(close)
    .thenRefused('differences-open');
  given(...open, settled(5, 'resolved'))
    .when(close)
    .then(closed(1));
  given(...open, settled(5, 'healed'))
    .when(close)
    .then(closed(1));
  given(...open, settled(5, 'carried'))
    .when(close)
    .then(closed(1, [idOf(5)]));
});
test('[O1.4] what was explained stays so in a later run, until its amount changes', () => {
  const explained = [...imported, matched(1, [found(5)]), settled(5, 'resolved')];
  given(...explained, matched(2, [found(5)]))
    .when({ ...close })
    .then({
      ...closed(1),
      data: { ...which, version: 1, run: 2, carried: [], staffId: cashier.id },
    } as ReconciliationEvent);
  given(...explained, matched(2, [found(5, -1)]))
    .when(close)
    .thenRefused('differences-open');
});
test('[O1.4] a closed day does not change, and is opened again by two people', () => {
  const over = [...imported, matched(1), closed(1)];
  for (const command of [match, close, { type: 'fetch', ...byHand, channel: 'wechat', day }] as const)
    given(...over)
      .when(command)
      .thenRefused('day-closed');
  given(...over)
    .when({ type: 'record-trade', ...asked, ...file, ...trade })
    .thenRefused('day-closed');
  given(...over)
    .when(recordMatch(2))
    .thenNothing();
  const reason = '渠道补了一笔';
  const reopen = { type: 'reopen', id, now, by: second, proposedBy: cashier.id, reason } as const;
  const reopened: ReconciliationEvent = {
    type: 'reconciliation.reopened',
    data: { ...which, version: 1, reason, staffId: second.id, proposedBy: cashier.id },
  };
  given(...over)
    .when(reopen)
    .then(reopened);
  given(...imported)
    .when(reopen)
    .thenRefused('day-not-closed');
  given(...over, reopened)
    .when(close)
    .then(closed(2));
});
test('[O1.4] the id of a day is a UUID that anybody can make', () =>
  expect(id).toBe('20260301-0000-8000-8000-000000000001'));
