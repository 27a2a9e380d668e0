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
  readonly amount: number;
}
/** Of what went by another way than the channel there is no row. */
const rows = (
  { paymentId, refundId, method, business = '', amount }: Moved,
  rank: keyof typeof bookRanks,
  final: 0 | 1,
  at: string,
  key = numberOf(refundId ?? paymentId),
): readonly BookRow[] =>
  method === 'wechat'
    ? [
        {
          ...{ line: refundId === undefined ? 'pay' : 'refund', key, ord: numberOf(paymentId), business, amount },
          ...{ rank: bookRanks[rank], final, day: chinaDayOf(at) },
        },
      ]
    : [];

/** O1.4: our payments and refunds at the channel, to be held against its statements by number. */
export const books = fact<PaymentEvent, BookRow>(facts.books.name, facts.books.version, {
  columns: bookColumns,
  orderBy: ['day', 'line'],
  on: {
    'payment.created': ({ paymentId, tenders }, { at }) =>
      tenders.flatMap(tender => rows({ paymentId, ...tender }, 'waiting', 0, at)),
    'payment.tender-succeeded': e => rows(e, 'done', 1, e.paidAt),
    'payment.refund-requested': (e, { at }) => rows(e, 'waiting', 0, at),
    // The money leaves when the channel takes it, and its statement says so on that day.
    'payment.refund-accepted': e => rows(e, 'accepted', 1, e.acceptedAt),
    'payment.refund-succeeded': (e, { at }) => rows(e, 'done', 0, at),
    'payment.refund-failed': (e, { at }) => rows(e, e.cause, 0, at),
    'payment.refund-redirected': (e, { at }) => rows(e, 'done', 0, at),
    'payment.refund-diverted': (e, { at }) => rows(e, 'done', 0, at),
    'payment.refund-transferred': (e, { at }) => rows(e, 'done', 0, at),
    'payment.refund-found': e => rows(e, 'accepted', 1, e.acceptedAt, e.number),
  },
});
