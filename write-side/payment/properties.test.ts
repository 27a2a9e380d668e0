import { expect, test } from '@jest/globals';
import { methods } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import fc from 'fast-check';
import { fold } from '../spec.ts';
import { decider } from './decide.ts';
import { play, story } from './testing/story.ts';

/** Fen that went back or are on their way, by what `of` says; what the channel closed never left. */
const back = (
  events: readonly PaymentEvent[],
  of: (refund: { method: string; lineId?: string | undefined }) => boolean,
) => {
  const open = new Map<string, number>();
  for (const { type, data } of events) {
    if ((type === 'payment.refund-requested' || type === 'payment.refund-found') && of(data))
      open.set(data.refundId, data.amount);
    if (type === 'payment.refund-failed' && data.cause === 'closed') open.delete(data.refundId);
  }
  return [...open.values()].reduce((sum, amount) => sum + amount, 0);
};
const came = (events: readonly PaymentEvent[], method: string) =>
  events.reduce(
    (sum, { type, data }) => (type === 'payment.tender-succeeded' && data.method === method ? sum + data.amount : sum),
    0,
  );
const runs = { numRuns: 200 };

test('[P7.7] of no means and of no line goes back more than was paid, whatever is asked and told', () => {
  let withRefund = 0;
  fc.assert(
    fc.property(story, told => {
      const events = play(told);
      const byHand = events.some(({ type }) => type === 'payment.refund-found');
      for (const method of methods) {
        const gone = back(events, refund => refund.method === method);
        if (gone > 0) withRefund++;
        // What people do at the channel is booked as it is.
        if (!byHand) expect(gone).toBeLessThanOrEqual(came(events, method));
      }
      for (const { lineId, amount } of told.billed)
        expect(back(events, refund => refund.lineId === lineId)).toBeLessThanOrEqual(amount);
    }),
    runs,
  );
  expect(withRefund).toBeGreaterThan(0);
});

test('[P6.9] it counts once, when every means came as asked, and otherwise all that came goes back', () => {
  const ends = { succeeded: 0, declined: 0 };
  fc.assert(
    fc.property(story, told => {
      const events = play(told);
      const { status } = fold(decider, events);
      const counted = events.filter(({ type }) => type === 'payment.succeeded');
      expect(counted).toHaveLength(status === 'succeeded' ? 1 : 0);
      const total = told.billed.reduce((sum, { amount }) => sum + amount, 0);
      if (status === 'succeeded') {
        ends.succeeded++;
        expect(methods.reduce((sum, method) => sum + came(events, method), 0)).toBe(total);
        expect(events.filter(({ type }) => type === 'payment.line-paid')).toHaveLength(told.billed.length);
      }
      if (status !== 'declined' || events.some(({ type }) => type === 'payment.refund-found')) return;
      ends.declined++;
      const requested = events.flatMap(({ type, data }) =>
        type === 'payment.refund-requested' && !data.replaces ? [[data.method, data.amount]] : [],
      );
      const arrived = events.flatMap(({ type, data }) =>
        type === 'payment.tender-succeeded' && data.amount > 0 ? [[data.method, data.amount]] : [],
      );
      expect(requested.sort()).toEqual(arrived.sort());
    }),
    runs,
  );
  expect(Math.min(ends.succeeded, ends.declined)).toBeGreaterThan(0);
});

test('[P7.7] a refund is asked for once and succeeds once, and the channel is not asked twice in a minute', () =>
  fc.assert(
    fc.property(story, told => {
      const events = play(told);
      for (const type of ['payment.refund-requested', 'payment.refund-succeeded']) {
        const ids = events.flatMap(event =>
          event.type === type && 'refundId' in event.data ? [event.data.refundId] : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
      }
      for (const method of methods) {
        const times = events.flatMap(({ type, data }) =>
          type === 'payment.refund-requested' && data.method === method ? [Date.parse(data.askAt)] : [],
        );
        for (const [index, time] of times.entries())
          expect(time - (times[index - 1] ?? -Number.POSITIVE_INFINITY)).toBeGreaterThanOrEqual(60_000);
      }
    }),
    runs,
  ));

test('[P6.9] the same command again decides nothing', () =>
  fc.assert(
    fc.property(story, ({ billed, commands }) => {
      const last = commands.at(-1);
      if (!last) return;
      expect(play({ billed, commands: [...commands, last] })).toEqual(play({ billed, commands }));
    }),
    runs,
  ));
