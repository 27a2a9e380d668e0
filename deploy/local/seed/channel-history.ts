/** What the seed says was paid and given back, told to the WeChat stand-in, so that its books and statements have it too; with a few lies about it. */
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { EventStore } from '@yunzhen/platform/eventstore';
import type { Servers } from '@yunzhen/platform/servers';

interface Paid {
  readonly kind: 'pay';
  readonly number: string;
  readonly transactionId: string;
  readonly description: string;
  readonly amount: number;
  readonly at: number;
}
interface Refunded {
  readonly kind: 'refund';
  readonly number: string;
  readonly order: string;
  readonly refundId: string;
  readonly reason: string;
  readonly amount: number;
  readonly status: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';
  readonly at: number;
  readonly settledAt: number;
}
export type Happened = Paid | Refunded;

const numberOf = (id: string): string => id.replaceAll('-', '');
const dayMs = 86_400_000;

/** Everything at the channel that our events tell of, in the order in which it happened there. */
const happenedIn = async (store: EventStore): Promise<readonly Happened[]> => {
  const descriptions = new Map<string, string>();
  const paid: Paid[] = [];
  const refunds = new Map<string, Refunded>();
  const settled = (refundId: string, status: Refunded['status'], at: number): void => {
    const refund = refunds.get(refundId);
    if (refund) refunds.set(refundId, { ...refund, status, settledAt: at });
  };
  for (let from: bigint | null = null, end = false; !end; ) {
    const page = await store.readAll(from, 5_000);
    for (const { type, data, metadata } of page.events) {
      const event = { type, data } as unknown as PaymentEvent;
      switch (event.type) {
        case 'payment.created':
          descriptions.set(event.data.paymentId, event.data.description);
          break;
        case 'payment.tender-succeeded': {
          const { paymentId, transactionId, amount, paidAt, method } = event.data;
          const description = descriptions.get(paymentId) ?? '';
          if (method === 'wechat')
            paid.push({
              ...{ kind: 'pay', number: numberOf(paymentId), transactionId, description, amount },
              at: Date.parse(paidAt),
            });
          break;
        }
        case 'payment.refund-accepted': {
          const { paymentId, refundId, channelRefundId, amount, acceptedAt } = event.data;
          refunds.set(refundId, {
            ...{ kind: 'refund', number: numberOf(refundId), order: numberOf(paymentId), refundId: channelRefundId },
            ...{ reason: '退款', amount, status: 'PROCESSING' },
            ...{ at: Date.parse(acceptedAt), settledAt: Date.parse(acceptedAt) },
          });
          break;
        }
        case 'payment.refund-succeeded':
          settled(event.data.refundId, 'SUCCESS', Date.parse(event.data.refundedAt));
          break;
        case 'payment.refund-failed':
          settled(
            event.data.refundId,
            event.data.cause === 'closed' ? 'CLOSED' : 'ABNORMAL',
            Date.parse(String(metadata.at)),
          );
          break;
        default:
      }
    }
    from = page.last;
    end = page.end;
  }
  return [...paid, ...refunds.values()].sort((a, b) => a.at - b.at);
};

/** Lies of a kind each, about days that are long over: what a finance officer finds on a first morning. */
const liesAbout = (happened: readonly Happened[], now: number): readonly object[] => {
  const about = (daysAgo: number, index = 0): Paid | undefined =>
    happened
      .filter((one): one is Paid => one.kind === 'pay')
      .filter(({ at }) => Math.floor((now - at) / dayMs) === daysAgo)[index];
  const [missing, other, twice, unpaid, unknown] = [about(4), about(6), about(6, 1), about(9), about(11)];
  return [
    // The statement has no row of it, nor has the account its money.
    ...(missing
      ? [
          { kind: 'missing', number: missing.number },
          { bill: 'fund-flow', kind: 'missing', number: missing.number },
        ]
      : []),
    ...(other ? [{ kind: 'amount', number: other.number, delta: 100 }] : []),
    ...(twice ? [{ kind: 'duplicate', number: twice.number }] : []),
    // Told, and its money never came.
    ...(unpaid ? [{ bill: 'fund-flow', kind: 'missing', number: unpaid.number, state: '交易' }] : []),
    // A payment nobody here has heard of, and one of the car park on the same merchant number.
    ...(unknown
      ? [
          { kind: 'strange', number: `f${unknown.number.slice(1)}`, at: unknown.at, delta: 2_500 },
          {
            bill: 'fund-flow',
            kind: 'strange',
            number: `f${unknown.number.slice(1)}`,
            at: unknown.at,
            delta: 2_500,
            state: '交易',
          },
          { kind: 'strange', number: 'Parking-20260117', at: unknown.at, delta: 500, foreign: true },
          { bill: 'fund-flow', kind: 'strange', number: 'Parking-20260117', at: unknown.at, delta: 500, state: '交易' },
        ]
      : []),
  ];
};

/** What is told of all that happened: rows of the bills that lie, and what happened at the channel alone. */
export interface Told {
  readonly lies: readonly object[];
  readonly alone?: readonly Happened[];
}

/** Once. @param wechat address of the stand-in */
export const tellChannel = async (
  { store, mongo }: Pick<Servers, 'store' | 'mongo'>,
  wechat: string,
  tell: (happened: readonly Happened[]) => Told = happened => ({ lies: liesAbout(happened, Date.now()) }),
): Promise<void> => {
  const marks = mongo.db.collection<{ readonly _id: string; readonly at: Date }>('marks');
  if (await marks.findOne({ _id: 'told' })) return;
  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${wechat}/_standin/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok)
      throw new Error(`the WeChat stand-in answered ${response.status} to ${path}: ${await response.text()}`);
  };
  const ours = await happenedIn(store);
  const { lies, alone = [] } = tell(ours);
  const happened = [...ours, ...alone].sort((a, b) => a.at - b.at);
  const size = 500;
  for (let from = 0; from < happened.length; from += size) await post('history', happened.slice(from, from + size));
  for (const lie of lies) await post('bill-faults', lie);
  await marks.insertOne({ _id: 'told', at: new Date() });
};
