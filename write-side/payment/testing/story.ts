/** For tests of payments: any bill with whatever may be asked of it and told about it. */
import { type Method, methods, type PaymentLine } from '@yunzhen/contracts/payment/bill';
import fc from 'fast-check';
import { run } from '../../spec.ts';
import { idOf, now, system } from '../../testing/harness.ts';
import type { Command } from '../command.ts';

import { decider } from '../decide.ts';
import { foundIdOf, grantedIdOf, nextRefundIdOf, refundIdOf } from '../ids.ts';
import { lineNames } from './lines.ts';

const id = idOf(1);
const asked = { id, now, by: system };
const at = '2026-03-02T01:02:00.000Z';
const by = { id: idOf(7), role: 'operator' } as const;
const manager = { id: idOf(8), role: 'manager' } as const;
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
          ...{ channelRefundId: 'r', acceptedAt: at, discount: 0, at },
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: refundId.map((refund): Command => ({ type: 'ask-refund-again', ...asked, refundId: refund })),
    },
    {
      weight: 2,
      arbitrary: refundId.map(
        (refund): Command => ({
          ...{
            type: 'redirect-refund',
            ...asked,
            by: manager,
            proposedBy: by.id,
            refundId: refund,
            to: 'merchant-bank-card',
          },
        }),
      ),
    },
    {
      weight: 2,
      arbitrary: refundId.map(
        (refund): Command => ({ type: 'record-transfer', ...asked, by: manager, refundId: refund, reference: '回单' }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(method, fc.integer({ min: 1, max: 300 })).map(
        ([one, amount]): Command => ({
          ...{ type: 'record-found-refund', ...asked, method: one, amount, discount: 0, number: 'hand' },
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
/** A bill, and whatever is asked of it and told about it afterwards, in any order. */
export const story: fc.Arbitrary<Story> = bill.chain(billed =>
  fc.array(commandsOn(billed), { maxLength: 60, size: 'max' }).map(commands => ({ billed, commands })),
);

export interface Story {
  readonly billed: readonly PaymentLine[];
  readonly commands: readonly Command[];
}
export const play = ({ billed, commands }: Story) => run(decider, [create(billed), ...commands]);
