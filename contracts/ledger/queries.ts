import { z } from 'zod';
import { day, id, instant } from '../language.ts';
import { page, paging, query } from '../query.ts';
import { periodsView } from '../reconciliation/row.ts';
import { facts } from '../statistics/facts.ts';
import { accountNumbers } from './accounts.ts';

const access = { operator: 'any', manager: 'any' } as const;
const account = z.enum(accountNumbers);
/** As it was known at that moment; absent: as it is known now. */
const at = instant.optional();
const reads = [periodsView, facts.ledger] as const;

/** Fen; a balance above 0 stands on the debit side. */
const balances = z.object({ opening: z.int(), debit: z.int(), credit: z.int(), closing: z.int() });
export type Balances = z.infer<typeof balances>;

/** One side of an entry, on its account. */
export const ledgerLine = z.object({
  account,
  contra: account,
  /** Fen: a debit is above 0. */
  amount: z.int(),
  /** Value day, and the day it is counted on: another where its month was closed when it was recorded. */
  day,
  bookedDay: day,
  at: instant,
  event: z.string(),
  paymentId: id.nullable(),
  refundId: id.nullable(),
  differenceId: id.nullable(),
  patientId: id.nullable(),
  business: z.string(),
  subjectId: id.nullable(),
  departmentId: id.nullable(),
  doctorId: id.nullable(),
});
export type LedgerLine = z.infer<typeof ledgerLine>;

/** What stands on an account in between, for what, and since when. */
export const openItem = z.object({
  /** Of a payment, refund or difference; null where an account is told apart by days. */
  id: id.nullable(),
  since: day,
  amount: z.int(),
  days: z.int(),
  late: z.boolean(),
});
export type OpenItem = z.infer<typeof openItem>;

const about = {
  paymentId: id.optional(),
  refundId: id.optional(),
  differenceId: id.optional(),
  patientId: id.optional(),
  subjectId: id.optional(),
};

export const ledgerQueries = {
  accountBalances: query({
    path: '/ledger/accounts',
    summary: 'O1.4 Balances of every account over days; debits and credits come to the same',
    access,
    params: { from: day, to: day, at },
    result: z.array(balances.extend({ account })),
    reads,
  }),
  ledgerLines: query({
    path: '/ledger/lines',
    summary: 'O1.4 Lines of an account over days, or the statement of a payment, a refund, a difference or a patient',
    access,
    params: { ...paging, account: account.optional(), from: day.optional(), to: day.optional(), at, ...about },
    result: page(ledgerLine),
    reads,
  }),
  openItems: query({
    path: '/ledger/open-items',
    summary: 'O1.4 What stands on an account in between, by age, oldest first',
    access,
    params: { ...paging, account, to: day.optional(), at },
    result: page(openItem).extend({ total: z.int(), lateTotal: z.int() }),
    reads,
  }),
};
