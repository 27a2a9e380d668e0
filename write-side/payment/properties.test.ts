import { expect, test } from '@jest/globals';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import fc from 'fast-check';
import { idOf, now, system } from '../house.ts';
import { fold, run } from '../spec.ts';
import { type Command, decider } from './decide.ts';

const id = idOf(1);
const asked = { id, now, by: system };
const price = 1_000;
const at = '2026-03-02T01:02:00.000Z';

const refundIds = fc.integer({ min: 1, max: 3 }).map(n => idOf(100 + n));
const create: Command = {
  type: 'create',
  ...asked,
  purpose: 'registration',
  subjectId: idOf(2),
  amount: price,
  description: '网络门诊挂号费',
  expiresAt: '2026-03-02T01:15:00.000Z',
};
const success = fc.record({
  transactionId: fc.constantFrom('t1', 't2'),
  amount: fc.constantFrom(price, price, price - 1, 0),
  paidAt: fc.constant(at),
});
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.constant(create),
  fc.constant<Command>({ type: 'record-prepared', ...asked, prepayId: 'p' }),
  fc.constant<Command>({ type: 'close', ...asked, reason: 'expired' }),
  success.map((found): Command => ({ type: 'record-success', ...asked, ...found })),
  fc.option(success).map((found): Command => ({ type: 'check', ...asked, success: found })),
  fc
    .record({ refundId: refundIds, amount: fc.constantFrom(0, 1, 300, 400, 600, price, price + 1) })
    .map((refund): Command => ({ type: 'request-refund', ...asked, ...refund, reason: '取消' })),
  fc
    .record({
      refundId: refundIds,
      outcome: fc.constantFrom('succeeded' as const, 'abnormal' as const, 'closed' as const),
    })
    .map((refund): Command => ({ type: 'record-refund', ...asked, ...refund, channelRefundId: 'r', at })),
);

const play = (commands: readonly Command[]) => run(decider, [create, ...commands]);
const sum = (events: readonly PaymentEvent[], type: PaymentEvent['type']): number =>
  events.reduce((total, event) => total + (event.type === type && 'amount' in event.data ? event.data.amount : 0), 0);

const runs = { numRuns: 1_000 };
const commands = fc.array(command, { maxLength: 60, size: 'max' });

test('[P7.7] never more goes back than was paid, whatever is asked and told', () => {
  let withRefund = 0;
  fc.assert(
    fc.property(commands, sent => {
      const events = play(sent);
      const back = sum(events, 'payment.refund-succeeded');
      if (back > 0) withRefund++;
      expect(back).toBeLessThanOrEqual(sum(events, 'payment.succeeded'));
      expect(sum(events, 'payment.succeeded')).toBe(fold(decider, events).success?.amount ?? 0);
    }),
    runs,
  );
  expect(withRefund).toBeGreaterThan(10);
});

test('[P6.9] a success is recorded once', () =>
  fc.assert(
    fc.property(commands, sent => {
      const events = play(sent);
      expect(events.filter(({ type }) => type === 'payment.succeeded').length).toBeLessThanOrEqual(1);
    }),
    runs,
  ));

test('[P7.7] a refund is asked for once and succeeds once', () =>
  fc.assert(
    fc.property(commands, sent => {
      for (const type of ['payment.refund-requested', 'payment.refund-succeeded']) {
        const ids = play(sent).flatMap(event =>
          event.type === type && 'refundId' in event.data ? [event.data.refundId] : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
      }
    }),
    runs,
  ));

test('[P6.9] the same command again decides nothing', () =>
  fc.assert(
    fc.property(commands, command, (sent, last) => {
      expect(play([...sent, last, last])).toEqual(play([...sent, last]));
    }),
    runs,
  ));
