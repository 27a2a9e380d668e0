import { test } from '@jest/globals';
import { periodIdOf } from '@yunzhen/contracts/reconciliation/channel';
import type { PeriodEvent } from '@yunzhen/contracts/reconciliation/period';
import { spec } from '../spec.ts';
import { idOf } from '../testing/harness.ts';
import { decider } from './decide-period.ts';

const { given } = spec(decider);
const month = '2026-02';
const id = periodIdOf(month);
const now = '2026-03-01T00:00:00.000Z';
const [cashier, boss] = [
  { id: idOf(1), role: 'operator' },
  { id: idOf(2), role: 'manager' },
] as const;
const who = { staffId: boss.id, proposedBy: cashier.id };
const closed = (version: number): PeriodEvent => ({
  type: 'period.closed',
  data: { periodId: id, month, version, ...who },
});
const close = { type: 'close', id, now, by: boss, proposedBy: cashier.id, month, open: 0 } as const;

test('[O1.4] a month is closed when it is over, all its days are closed and nothing carried waits again', () => {
  given().when(close).then(closed(1));
  given()
    .when({ ...close, now: '2026-02-28T15:59:59.999Z' })
    .thenRefused('month-not-over');
  given()
    .when({ ...close, open: 1 })
    .thenRefused('days-open');
  given()
    .when({ ...close, id: idOf(9) })
    .thenRefused('another-month');
  given(closed(1)).when(close).thenRefused('period-closed');
});
test('[O1.4] a closed month is opened with a reason, and closed again as a new version', () => {
  const reason = '补记一笔退款';
  const reopen = { type: 'reopen', id, now, by: boss, proposedBy: cashier.id, reason } as const;
  const reopened: PeriodEvent = { type: 'period.reopened', data: { periodId: id, month, version: 1, ...who, reason } };
  given().when(reopen).thenRefused('period-not-closed');
  given(closed(1)).when(reopen).then(reopened);
  given(closed(1), reopened).when(close).then(closed(2));
});
