import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { Method } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import { type BookRow, bookColumns, bookRanks } from '@yunzhen/contracts/reconciliation/books';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { fact } from '../fact.ts';

/** Our ids at the channel are without hyphens. */
const numberOf = (id: string): string => id.replaceAll('-', '');

interface Moved {
  readonly paymentId: string;
  readonly refundId?: string;
  readonly method: Method;
  readonly business?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly amount: number;
}
type More = Partial<Pick<BookRow, 'final' | 'declined'>> & { readonly key?: string };
/** Of what went by another way than the channel there is no row. */
const rows = (
  { paymentId, refundId, method, business = '', subjectId: subject = '', amount }: Moved,
  rank: keyof typeof bookRanks,
  at: string,
  { final = 0, declined = 0, key = numberOf(refundId ?? paymentId) }: More = {},
): readonly BookRow[] =>
  method === 'wechat'
    ? [
        {
          ...{ line: refundId === undefined ? 'pay' : 'refund', key, ord: numberOf(paymentId), business, subject },
          ...{ amount, rank: bookRanks[rank], final, declined, day: chinaDayOf(at) },
        },
      ]
    : [];

/** O1.4: our payments and refunds at the channel, to be held against its statements by number. */
export const books = fact<PaymentEvent, BookRow>(facts.books.name, facts.books.version, {
  columns: bookColumns,
  orderBy: ['day', 'line'],
  on: {
    'payment.created': ({ paymentId, tenders }, { at }) =>
      tenders.flatMap(tender => rows({ paymentId, ...tender }, 'waiting', at)),
    'payment.tender-succeeded': e => rows(e, 'done', e.paidAt, { final: 1 }),
    // A payment without the channel has no other row there, so that this one is never looked at.
    'payment.line-paid': e => rows({ ...e, method: 'wechat' }, 'item', e.paidAt),
    'payment.refund-requested': (e, { at }) => {
      const declined = e.ground === 'declined' ? 1 : 0;
      const { refundId: _, ...payment } = e;
      return [
        ...rows(e, 'waiting', at, { declined }),
        ...(declined && e.amount === e.total ? rows(payment, 'waiting', at, { declined }) : []),
      ];
    },
    // The money leaves when the channel takes it, and its statement says so on that day.
    'payment.refund-accepted': e => rows(e, 'accepted', e.acceptedAt, { final: 1 }),
    'payment.refund-succeeded': (e, { at }) => rows(e, 'done', at),
    'payment.refund-failed': (e, { at }) => rows(e, e.cause, at),
    'payment.refund-redirected': (e, { at }) => rows(e, 'done', at),
    'payment.refund-diverted': (e, { at }) => rows(e, 'done', at),
    'payment.refund-transferred': (e, { at }) => rows(e, 'done', at),
    'payment.refund-found': e => rows(e, 'accepted', e.acceptedAt, { final: 1, key: e.number }),
  },
});
