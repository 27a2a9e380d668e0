/** Every fen that was paid is in one place: nothing goes back twice, nothing goes back that never came. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './wrong.ts';

interface Paid {
  readonly amount: number;
  readonly transactionId: string;
  readonly refunds: Map<string, { readonly amount: number; status: 'requested' | 'succeeded' | 'failed' }>;
}
interface Data {
  readonly paymentId: string;
  readonly refundId: string;
  readonly amount: number;
  readonly transactionId: string;
}

export const money = (wrong: Wrong) => {
  const payments = new Map<string, Paid>();
  const bad = (message: string): void => wrong('money', message);
  const settle =
    (status: 'succeeded' | 'failed') =>
    ({ paymentId, refundId, amount }: Data): void => {
      const refund = payments.get(paymentId)?.refunds.get(refundId);
      if (refund?.amount !== amount) bad(`refund ${refundId} of ${amount} fen was never asked for`);
      if (!refund) return;
      if (refund.status === 'succeeded') bad(`refund ${refundId} was settled after it had succeeded`);
      refund.status = status;
    };
  const rules: Readonly<Record<string, (data: Data) => void>> = {
    'payment.succeeded': ({ paymentId, amount, transactionId }) =>
      void payments.set(paymentId, { amount, transactionId, refunds: new Map() }),
    'payment.refund-requested': ({ paymentId, refundId, amount }) => {
      const paid = payments.get(paymentId);
      if (!paid) return bad(`refund ${refundId} of a payment that never came`);
      if (paid.refunds.has(refundId)) bad(`refund ${refundId} was asked for twice`);
      paid.refunds.set(refundId, { amount, status: 'requested' });
      const back = [...paid.refunds.values()].reduce((sum, refund) => sum + refund.amount, 0);
      if (back > paid.amount) bad(`of ${paid.amount} fen paid on ${paymentId} ${back} go back`);
    },
    'payment.refund-succeeded': settle('succeeded'),
    'payment.refund-failed': settle('failed'),
    'registration.paid': ({ paymentId, amount }) => {
      if (payments.get(paymentId)?.amount !== amount) bad(`a registration was paid ${amount} fen by ${paymentId}`);
    },
    'prescription.paid': ({ paymentId, amount }) => {
      if (payments.get(paymentId)?.amount !== amount) bad(`a prescription was paid ${amount} fen by ${paymentId}`);
    },
  };
  return { payments, take: ({ type, data }: RecordedEvent): void => rules[type]?.(data as unknown as Data) };
};
