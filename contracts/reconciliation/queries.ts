import { z } from 'zod';
import { day, id } from '../language.ts';
import { businesses } from '../payment/bill.ts';
import { page, paging, query } from '../query.ts';
import { facts } from '../statistics/facts.ts';
import { channels } from './channel.ts';
import { differenceKinds, lineKinds } from './kinds.ts';
import {
  differenceRow,
  differencesView,
  periodRow,
  periodsView,
  reconciliationRow,
  reconciliationsView,
} from './row.ts';
import { differenceStates } from './states.ts';

const access = { operator: 'any', manager: 'any' } as const;
const month = z.string().regex(/^\d{4}-\d{2}$/);
export const bookNames = ['platform', 'trade', 'fund-flow'] as const;

/** Differences of a day that nobody has explained: how many, and their sum without signs. */
const open = z.object({ count: z.int(), amount: z.int() });
const dayRow = reconciliationRow.extend({ open });

/** One row of a book. Fen; of ours each event of a payment or refund is a row. */
export const bookLine = z.object({
  book: z.enum(bookNames),
  day,
  line: z.enum(lineKinds),
  /** Of the row within its line: `main`, `fee`, `fee-back`, `refund-closed` and what else moves. */
  part: z.string(),
  key: z.string(),
  order: z.string(),
  /** The channel's own number. */
  transaction: z.string(),
  amount: z.int(),
  /** What of it moved on the account, against the line's direction negative. */
  settled: z.int(),
  /** In units of 0.00001 yuan. */
  fee: z.int(),
  balance: z.int().nullable(),
  /** The channel's word, or how we see it: waiting, accepted, abnormal, closed, done. */
  word: z.string(),
  at: z.string().nullable(),
  ours: z.boolean(),
  /** Of the file; 0 in our own book. */
  number: z.int(),
});
export type BookLine = z.infer<typeof bookLine>;

/** What a row of the books is for: one business, several of them in one payment, another system, or nothing we know. */
export const bookBusinesses = [...businesses, 'several', 'foreign', 'unknown'] as const;
const bookBusiness = z.enum(bookBusinesses);

/** Of the days `from` to `to`: ours, the trade statements' and the fund flows' sums. Fen; what comes in is above 0. */
export const bookSum = z.object({
  channel: z.enum(channels),
  business: bookBusiness,
  from: day,
  to: day,
  paid: z.int(),
  refunded: z.int(),
  count: z.int(),
  channelPaid: z.int(),
  channelRefunded: z.int(),
  /** What the channel takes for it, less what it gives back. */
  fees: z.int(),
  /** What moved on the account, fees included. */
  arrived: z.int(),
  /** What the channel says, payments less refunds, more than we do. */
  gap: z.int(),
});
export type BookSum = z.infer<typeof bookSum>;

export const reconciliationQueries = {
  reconciliations: query({
    path: '/reconciliations',
    summary: 'O1.4 Days of a month with how their books stand, oldest first',
    access,
    params: { month },
    result: z.array(dayRow),
    reads: [reconciliationsView, differencesView],
  }),
  reconciliation: query({
    path: '/reconciliations/:reconciliationId',
    summary: 'O1.4 One day: its files, its equations, its open differences',
    access,
    params: { reconciliationId: id },
    result: dayRow,
    reads: [reconciliationsView, differencesView],
  }),
  differences: query({
    path: '/differences',
    summary: 'O1.4 Differences, newest first; `waiting`: nobody has explained them',
    access,
    params: {
      ...paging,
      day: day.optional(),
      kind: z.enum(differenceKinds).optional(),
      line: z.enum(lineKinds).optional(),
      status: z.enum([...differenceStates.statuses, 'waiting']).optional(),
      ownerId: id.optional(),
      /** A number at the channel, in whole. */
      key: z.string().max(64).optional(),
    },
    result: page(differenceRow),
    reads: [differencesView],
  }),
  difference: query({
    path: '/differences/:differenceId',
    summary: 'O1.4 One difference with the rows of every book under its number',
    access,
    params: { differenceId: id },
    result: differenceRow.extend({ lines: z.array(bookLine) }),
    reads: [differencesView, reconciliationsView, facts.books],
  }),
  bookLines: query({
    path: '/book-lines',
    summary: 'O1.4 Rows of one book on a day, or from it to another, in their order',
    access,
    params: {
      ...paging,
      book: z.enum(bookNames),
      day,
      /** The last day, where it is not the first. */
      to: day.optional(),
      business: bookBusiness.optional(),
      line: z.enum(lineKinds).optional(),
      part: z.string().max(40).optional(),
      ours: z.stringbool().optional(),
    },
    result: page(bookLine),
    reads: [reconciliationsView, facts.books],
  }),
  bookSums: query({
    path: '/book-sums',
    summary: 'O1.4 Sums of every book by channel and business over days',
    access,
    params: { ...paging, from: day.optional(), to: day.optional() },
    result: page(bookSum),
    reads: [reconciliationsView, facts.books],
  }),
  periods: query({
    path: '/periods',
    summary: 'O1.4 Months of the ledger that were closed or are to be, newest first',
    access,
    params: {},
    result: z.array(periodRow),
    reads: [periodsView],
  }),
};
