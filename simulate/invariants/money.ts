/** Every fen that was paid is in one place: nothing goes back twice, nothing goes back that never came, and no line gives back another's. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './wrong.ts';

interface Back {
  readonly amount: number;
  readonly lineId: string | undefined;
  status: 'requested' | 'succeeded' | 'failed';
}
export interface Line {
  readonly lineId: string;
  readonly business: string;
  readonly subjectId: string;
  readonly amount: number;
}
interface Bill {
  readonly lines: readonly Line[];
  readonly amount: number;
  paid: { readonly amount: number; readonly transactionId: string } | null;
  readonly refunds: Map<string, Back>;
}
interface Data {
  readonly paymentId: string;
  readonly refundId: string;
  readonly lineId?: string;
  readonly lines: readonly Line[];
  readonly subjectId: string;
  readonly registrationId: string;
  readonly prescriptionId: string;
  readonly amount: number;
  readonly transactionId: string;
  readonly requestId?: string;
}

export const money = (wrong: Wrong) => {
  const bills = new Map<string, Bill>();
  /** By request: what was granted, fen. */
  const granted = new Map<string, number>();
  const bad = (message: string): void => wrong('money', message);
  const settle =
    (status: 'succeeded' | 'failed') =>
    ({ paymentId, refundId, amount }: Data): void => {
      const refund = bills.get(paymentId)?.refunds.get(refundId);
      if (refund?.amount !== amount) bad(`refund ${refundId} of ${amount} fen was never asked for`);
      if (!refund) return;
      if (refund.status === 'succeeded') bad(`refund ${refundId} was settled after it had succeeded`);
      refund.status = status;
    };
  const earned =
    (kind: 'registration' | 'prescription') =>
    ({ paymentId, amount, [`${kind}Id` as const]: id }: Data): void => {
      // What costs nothing needs no payment.
      if (!paymentId && amount === 0) return;
      const bill = bills.get(paymentId);
      const line = bill?.lines.find(({ subjectId }) => subjectId === id);
      if (!bill?.paid || line?.amount !== amount) bad(`a ${kind} was paid ${amount} fen by ${paymentId}`);
    };
  const requested = ({ paymentId, refundId, lineId, amount, requestId }: Data): void => {
    const bill = bills.get(paymentId);
    if (!bill?.paid) {
      bad(`refund ${refundId} of a payment that never came`);
      return;
    }
    if (bill.refunds.has(refundId)) bad(`refund ${refundId} was asked for twice`);
    bill.refunds.set(refundId, { amount, lineId, status: 'requested' });
    const sum = (of: readonly Back[]) => of.reduce((total, refund) => total + refund.amount, 0);
    const all = [...bill.refunds.values()];
    const line = bill.lines.find(one => one.lineId === lineId);
    const back = sum(all);
    if (back > bill.paid.amount) bad(`of ${bill.paid.amount} fen paid on ${paymentId} ${back} go back`);
    const ofLine = sum(all.filter(refund => refund.lineId === lineId));
    if (lineId && ofLine > (line?.amount ?? 0)) bad(`of line ${lineId} of ${line?.amount} fen ${ofLine} go back`);
    if (!requestId) return;
    const left = (granted.get(requestId) ?? 0) - amount;
    if (left < 0) bad(`refund ${refundId} gives more than was granted`);
    granted.set(requestId, left);
  };
  const rules: Readonly<Record<string, (data: Data) => void>> = {
    'payment.created': ({ paymentId, lines, amount }) => {
      if (lines.reduce((sum, line) => sum + line.amount, 0) !== amount)
        bad(`the lines of ${paymentId} are not its sum`);
      bills.set(paymentId, { lines, amount, paid: null, refunds: new Map() });
    },
    'payment.tender-succeeded': ({ paymentId, amount, transactionId }) => {
      const bill = bills.get(paymentId);
      if (bill?.paid) bad(`payment ${paymentId} came twice`);
      if (bill) bill.paid = { amount, transactionId };
    },
    'payment.succeeded': ({ paymentId, amount }) => {
      if (bills.get(paymentId)?.paid?.amount !== amount) bad(`payment ${paymentId} counts with ${amount} fen`);
    },
    'payment.declined': ({ paymentId }) => {
      const bill = bills.get(paymentId);
      if (bill?.paid?.amount === bill?.amount) bad(`payment ${paymentId} is declined though it came as asked`);
    },
    'payment.refund-granted': ({ requestId = '', amount }) => void granted.set(requestId, amount),
    'payment.refund-requested': requested,
    'payment.refund-succeeded': settle('succeeded'),
    'payment.refund-failed': settle('failed'),
    'registration.paid': earned('registration'),
    'prescription.paid': earned('prescription'),
  };
  return { bills, take: ({ type, data }: RecordedEvent): void => rules[type]?.(data as unknown as Data) };
};
