import { expect, test } from '@jest/globals';
import { type Method, methods, type PaymentLine } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import fc from 'fast-check';
import { idOf, now, system } from '../house.ts';
import { fold, run } from '../spec.ts';
import type { Command } from './command.ts';
import { decider } from './decide.ts';
import { foundIdOf, grantedIdOf, nextRefundIdOf, refundIdOf } from './ids.ts';
import { lineNames } from './testing.ts';

const id = idOf(1);
const asked = { id, now, by: system };
const at = '2026-03-02T01:02:00.000Z';
const by = { id: idOf(7), role: 'operator' } as const;
const subjects = [idOf(11), idOf(12), idOf(13)];
const requestIds = [idOf(21), idOf(22)];

/** One to three lines, each by one to three means. */
const bill: fc.Arbitrary<PaymentLine[]> = fc
  .array(
    fc.uniqueArray(fc.record({ method: fc.constantFrom(...methods), amount: fc.integer({ min: 1, max: 1_000 }) }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ method }) => method,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map(lines =>
    lines.map((shares, index) => ({
      ...lineNames(id, subjects[index] ?? '', 'prescription'),
      amount: shares.reduce((sum, share) => sum + share.amount, 0),
      description: '处方药品费',
      shares,
    })),
  );
const create = (billed: readonly PaymentLine[]): Command => ({
  type: 'create',
  ...asked,
  lines: billed.map(({ business, subjectId }) => ({ business, subjectId })),
  billed,
  description: '处方药品费',
  expiresAt: '2026-03-02T01:15:00.000Z',
});
const askedOf = (billed: readonly PaymentLine[], method: Method): number =>
  billed.flatMap(({ shares }) => shares).reduce((sum, one) => (one.method === method ? sum + one.amount : sum), 0);

const refundIds = (billed: readonly PaymentLine[]): string[] => {
  const first = [
    ...[id, ...billed.map(({ lineId }) => lineId)].flatMap(of => methods.map(method => refundIdOf(of, method))),
    ...requestIds.flatMap(request => methods.map(method => grantedIdOf(request, method))),
    foundIdOf('hand'),
  ];
  return [...first, ...first.map(nextRefundIdOf)];
};
const commandsOn = (billed: readonly PaymentLine[]): fc.Arbitrary<Command> => {
  const subjectId = fc.constantFrom(...billed.map(line => line.subjectId));
  const method = fc.constantFrom(...methods);
  const refundId = fc.constantFrom(...refundIds(billed));
  const requestId = fc.constantFrom(...requestIds);
  return fc.oneof(
    { weight: 6, arbitrary: method.chain(one => paidBy(one, askedOf(billed, one))) },
    { weight: 1, arbitrary: fc.constant<Command>({ type: 'close', ...asked, reason: 'expired' }) },
    {
      weight: 2,
      arbitrary: subjectId.map(
        (subject): Command => ({
          type: 'give-back',
          ...asked,
          subjectId: subject,
          ground: 'cancelled',
          reason: '取消',
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(requestId, subjectId).map(
        ([request, subject]): Command => ({
          ...{ type: 'ask-refund', ...asked, requestId: request, subjectId: subject },
          ...{ reason: '破损', way: 'by-person' },
        }),
      ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(requestId, fc.integer({ min: 0, max: 1_200 }))
        .map(([request, amount]): Command => ({ type: 'grant-refund', ...asked, by, requestId: request, amount })),
    },
    {
      weight: 6,
      arbitrary: fc.tuple(refundId, fc.constantFrom('accepted', 'succeeded', 'abnormal', 'closed')).map(
        ([refund, outcome]): Command => ({
          ...{ type: 'record-refund', ...asked, refundId: refund, outcome },
          ...{ channelRefundId: 'r', acceptedAt: at, at },
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: refundId.map((refund): Command => ({ type: 'ask-refund-again', ...asked, refundId: refund })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(method, fc.integer({ min: 1, max: 300 })).map(
        ([one, amount]): Command => ({
          ...{ type: 'record-found-refund', ...asked, method: one, amount, number: 'hand' },
          ...{ channelRefundId: 'h', acceptedAt: at },
        }),
      ),
    },
  );
};
const paidBy = (method: Method, amount: number): fc.Arbitrary<Command> =>
  fc.constantFrom(amount, amount, amount, amount, Math.max(0, amount - 1)).map(
    (came): Command => ({
      ...{ type: 'record-success', ...asked, method, transactionId: `t ${method}` },
      ...{ amount: came, discount: 0, paidAt: at },
    }),
  );
const story = bill.chain(billed =>
  fc.array(commandsOn(billed), { maxLength: 60, size: 'max' }).map(commands => ({ billed, commands })),
);

const play = ({ billed, commands }: { billed: readonly PaymentLine[]; commands: readonly Command[] }) =>
  run(decider, [create(billed), ...commands]);
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
