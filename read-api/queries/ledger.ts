import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { type Account, kindOf } from '@yunzhen/contracts/ledger/accounts';
import { type Balances, type LedgerLine, ledgerQueries, type OpenItem } from '@yunzhen/contracts/ledger/queries';
import { periodsView } from '@yunzhen/contracts/reconciliation/row';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import { type Asking, answer, type View } from '../answer.ts';
import { ask } from '../figures.ts';

const none = '00000000-0000-0000-0000-000000000000';
const columns = {
  paymentId: 'payment_id',
  refundId: 'refund_id',
  differenceId: 'difference_id',
  patientId: 'patient_id',
  subjectId: 'subject_id',
} as const;
const itemColumns = { payment: 'payment_id', refund: 'refund_id', difference: 'difference_id' } as const;

/** When which month did not take anything: from each close until it was opened again. Epoch milliseconds. */
const closedMonths = async (view: View) => {
  const closes = (await view(periodsView).find({}).toArray()).flatMap(({ month, closes: all }) =>
    all.map(({ closedAt, reopenedAt }) => ({
      month: Number(month.replace('-', '')),
      from: Date.parse(closedAt),
      to: reopenedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(reopenedAt),
    })),
  );
  return {
    months: closes.map(({ month }) => month),
    froms: closes.map(({ from }) => from),
    tos: closes.map(({ to }) => to),
  };
};

/** Every line with the day it counts on: its value day, or where that month was closed, the day on which it was recorded. */
const lines = `
  SELECT *, toUnixTimestamp64Milli(at) AS ms,
    arrayExists((month, from, to) -> month = toYYYYMM(day) AND ms > from AND ms <= to,
      {months:Array(UInt32)}, {froms:Array(Int64)}, {tos:Array(Int64)}) AS late,
    if(late, toDate(at, 'Asia/Shanghai'), day) AS booked
  FROM ${factTable('ledger')} FINAL WHERE toUnixTimestamp64Milli(at) <= {known:Int64}`;

type Known = Pick<Asking<unknown>, 'view' | 'clickhouse'>;
const asking =
  ({ view, clickhouse }: Known, at: string | undefined) =>
  async <R>(query: string, values: object): Promise<R[]> =>
    ask<R>(clickhouse, query, {
      ...(await closedMonths(view)),
      known: at === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(at),
      ...values,
    });

export const accountBalances = answer(
  'accountBalances',
  ledgerQueries.accountBalances,
  ({ params: { from, to, at }, ...known }) =>
    asking(known, at)<Balances & { account: Account }>(
      `SELECT account, sumIf(amount, booked < {from:Date}) AS opening,
         sumIf(amount, booked >= {from:Date} AND amount > 0) AS debit,
         -sumIf(amount, booked >= {from:Date} AND amount < 0) AS credit, sum(amount) AS closing
       FROM (${lines}) WHERE booked <= {to:Date} GROUP BY account ORDER BY account`,
      { from, to },
    ),
);

const idOrNull = (value: string): string | null => (value === none ? null : value);

export const ledgerLines = answer('ledgerLines', ledgerQueries.ledgerLines, async ({ params, ...known }) => {
  const { cursor, limit, account, from, to, at, ...about } = params;
  const start = Number(cursor ?? 0) || 0;
  const asked = Object.entries(about).filter(([, value]) => value !== undefined);
  const where = [
    // Both sides of an entry stand in a statement that names no account as one line, on its debit.
    account ? 'account = {account:String}' : 'amount > 0',
    ...(from ? ['booked >= {from:Date}'] : []),
    ...(to ? ['booked <= {to:Date}'] : []),
    ...asked.map(([name]) => `${columns[name as keyof typeof columns]} = {${name}:UUID}`),
  ].join(' AND ');
  type Row = Omit<LedgerLine, 'at'> & { readonly told: string };
  const rows = await asking(known, at)<Row>(
    `SELECT account, contra, amount, toString(day) AS day, toString(booked) AS bookedDay,
       formatDateTime(at, '%FT%T', 'UTC') || '.000Z' AS told, event, payment_id AS paymentId, refund_id AS refundId,
       difference_id AS differenceId, patient_id AS patientId, business, subject_id AS subjectId,
       department_id AS departmentId, doctor_id AS doctorId
     FROM (${lines}) WHERE ${where} ORDER BY booked, at, event_id, entry
     LIMIT {limit:UInt32} OFFSET {start:UInt64}`,
    { account, from, to, ...about, limit: limit + 1, start },
  );
  return {
    rows: rows.slice(0, limit).map(({ told, ...row }) => ({
      ...row,
      at: told,
      paymentId: idOrNull(row.paymentId ?? none),
      refundId: idOrNull(row.refundId ?? none),
      differenceId: idOrNull(row.differenceId ?? none),
      patientId: idOrNull(row.patientId ?? none),
      subjectId: idOrNull(row.subjectId ?? none),
      departmentId: idOrNull(row.departmentId ?? none),
      doctorId: idOrNull(row.doctorId ?? none),
    })),
    next: rows.length > limit ? `${start + limit}` : null,
  };
});

interface Standing {
  readonly id: string;
  readonly since: string;
  readonly amount: number;
}
/** What came and went on days: what went is taken from what stood there longest. */
export const oldestFirst = (days: readonly Standing[]): readonly Standing[] => {
  const standing: Standing[] = [];
  for (const { amount, ...day } of days) {
    let rest = amount;
    while (rest !== 0) {
      const [first] = standing;
      if (!first || Math.sign(first.amount) === Math.sign(rest)) break;
      const left = first.amount + rest;
      standing.shift();
      if (Math.sign(left) === Math.sign(first.amount)) standing.unshift({ ...first, amount: left });
      rest = Math.sign(left) === Math.sign(first.amount) ? 0 : left;
    }
    if (rest !== 0) standing.push({ ...day, amount: rest });
  }
  return standing;
};
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

export const openItems = answer('openItems', ledgerQueries.openItems, async ({ params, now, ...known }) => {
  const { account, at, cursor, limit, to = chinaDayOf(at ?? now) } = params;
  const { item, lateAfter = 0 } = kindOf(account);
  const column = item && item !== 'day' ? itemColumns[item] : `toUUID('${none}')`;
  const found = await asking(known, at)<Standing>(
    `SELECT ${column} AS id, toString(${item === 'day' ? 'booked' : 'min(booked)'}) AS since, sum(amount) AS amount
     FROM (${lines}) WHERE account = {account:String} AND booked <= {to:Date}
     GROUP BY ${item === 'day' ? 'booked' : 'id'} HAVING amount != 0 ORDER BY since, id`,
    { account, to },
  );
  const standing = (item === 'day' ? oldestFirst(found) : found).map(({ id, since, amount }): OpenItem => {
    const days = daysBetween(since, to);
    return { id: idOrNull(id), since, amount, days, late: days > lateAfter };
  });
  const start = Number(cursor ?? 0) || 0;
  const sum = (of: readonly OpenItem[]): number => of.reduce((total, { amount }) => total + amount, 0);
  return {
    rows: standing.slice(start, start + limit),
    next: standing.length > start + limit ? `${start + limit}` : null,
    total: sum(standing),
    lateTotal: sum(standing.filter(({ late }) => late)),
  };
});
