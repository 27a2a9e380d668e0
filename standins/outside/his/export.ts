/** A day's charges and refunds, for reconciliation: everything that was booked, also what was booked twice or wrong. */
import { chinaDay } from '@yunzhen/contracts/china-day';
import type { Booking, Books } from './books.ts';
import type { Charge, ChargesExport } from './wire.ts';

type Row = ChargesExport['rows'][number];

const rowOf = (
  kind: Row['kind'],
  { hisNumber, number, amount, at }: Booking,
  { business, payment, transactionId }: Charge,
  { subject, shares }: Pick<Row, 'subject' | 'shares'>,
): Row => {
  return {
    ...{ kind, hisNumber, number, subject, business, payment, shares, transactionId, amount },
    at: new Date(at).toISOString(),
  };
};

/** `day` is one of Asia/Shanghai; `now` in epoch milliseconds. */
export const exportCharges = (books: Books, day: string, now: number): ChargesExport => {
  const [start, end] = [Date.parse(chinaDay(day).start), Date.parse(chinaDay(day).end)];
  const inDay = ({ at, failed }: Booking) => !failed && at >= start && at < end;
  const rows = [
    ...books
      .all('charge')
      .filter(inDay)
      .map(one => rowOf('charge', one, one.content, one.content)),
    ...books
      .all('refund')
      .filter(inDay)
      .flatMap(one => {
        const charge = books.find('charge', one.content.charge);
        const { method, amount } = one.content;
        const of = { subject: charge?.number ?? '', shares: [{ method, amount }] };
        return charge ? [rowOf('refund', one, charge.content, of)] : [];
      }),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const sum = (kind: Row['kind']) => rows.reduce((total, row) => total + (row.kind === kind ? row.amount : 0), 0);
  return { day, final: now >= end, rows, charged: sum('charge'), refunded: sum('refund') };
};
