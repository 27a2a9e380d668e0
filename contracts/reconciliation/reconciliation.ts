import { z } from 'zod';
import { type CommandOf, capability, day, type EventOf, fen, id, type RefusalOf, text } from '../language.ts';
import { channels } from './channel.ts';
import { differenceKinds, lineKinds, outcomes } from './kinds.ts';
import { movements, statementFaults, statementSources, statements } from './statement.ts';

const signed = z.int();
const count = z.int().nonnegative();
const statement = z.enum(statements);
const source = z.enum(statementSources);
const which = { reconciliationId: id, channel: z.enum(channels), day };
/** `staffId`: who uploaded it. */
const file = { importId: id, source, sha256: z.string().length(64), rows: count, staffId: id.optional() };
const broken = {
  ...{ statement, source, fault: z.enum(statementFaults), line: count, column: z.string().max(40) },
  staffId: id.optional(),
};
const sum = z.object({ count, amount: signed });

/** What the trade statement adds up to; fees in units of 0.00001 yuan. */
const tradeTotals = {
  paid: sum,
  refunded: sum,
  settled: signed,
  returned: signed,
  fees: signed,
  /** Of numbers that are not ours, within the sums above: payments less refunds. `settled`: what of it moves on the account. */
  foreign: sum.extend({ settled: signed, fees: signed }),
};
const notOurs = tradeTotals.foreign;
const movement = z.object({ kind: z.enum(movements), into: z.boolean(), ours: z.boolean(), count, amount: fen });
/** What moved on the account, by kind; balances in fen. */
const flowTotals = { moved: z.array(movement), opening: signed, closing: signed };

/** A line of the books that does not agree. `gap`: what the rows outside have more; `effect`: what that is in cash. */
export const found = z.object({
  differenceId: id,
  kind: z.enum(differenceKinds),
  line: z.enum(lineKinds),
  /** The number it goes by at the channel. */
  key: z.string().max(64),
  /** The payment's own number there. */
  order: z.string().max(64),
  gap: signed,
  effect: signed,
  /** As each book has it; null where it has none. */
  platform: signed.nullable(),
  channelSays: signed.nullable(),
  arrived: signed.nullable(),
});
export type Found = z.infer<typeof found>;

/** What was found when the books were held against each other. The day's equations are made of it. */
const result = {
  /** Rises with every run. */
  run: z.int(),
  /** When it was looked at, epoch milliseconds, and on which day. */
  lookedAt: z.int(),
  asOf: day,
  platform: z.object({ paid: sum, refunded: sum }),
  channelSays: z.object({ paid: sum, refunded: sum }),
  /** By outcome and kind of line: how many, and what they add to the channel's sum against ours. */
  terms: z.array(z.object({ outcome: z.enum(outcomes), line: z.enum(lineKinds), count, gap: signed, effect: signed })),
  /** Of our lines of this day that belong to another day of the channel, and the other way round. */
  movedOut: z.object({ paid: signed, refunded: signed }),
  movedIn: z.object({ paid: signed, refunded: signed }),
  /** Rows of one number that stand in the statements of two days. */
  movedRows: z.object({ paid: signed, refunded: signed }),
  differences: z.array(found).max(1_000),
};

const finance = { operator: 'any', manager: 'any' } as const;

/** 对账日: the books of one channel on one day. Stream `reconciliation-<id>`, its id made of channel and day. */
export const reconciliation = capability('reconciliation', {
  events: {
    /** `daily`: the next day is expected after it. */
    expected: { ...which, daily: z.boolean() },
    /** `round`: how often it was fetched. */
    requested: { ...which, round: count, staffId: id.optional() },
    /** Somebody has brought a file that speaks of the day. `round` as of what is requested. */
    uploaded: { ...which, statement, fileId: id, round: count, staffId: id },
    /** `before`: what the file it replaces had of others. */
    tradeImported: { ...which, ...file, ...tradeTotals, before: notOurs.nullable() },
    /** `before`: what the file it replaces had moved. */
    flowImported: { ...which, ...file, ...flowTotals, before: z.array(movement) },
    /** The channel gave the file that was taken before. */
    unchanged: { ...which, statement },
    absent: { ...which, statement },
    broken: { ...which, ...broken },
    matchRequested: { ...which, round: count, staffId: id.optional() },
    /** `healed`: differences of an earlier run that are none any more. */
    matched: { ...which, ...result, healed: z.array(id) },
    /** Too much differs for any of it to be believed: nothing is opened. */
    doubted: { ...which, run: z.int(), differences: count },
    settled: { ...which, differenceId: id, how: z.enum(['resolved', 'carried', 'healed']) },
    closed: { ...which, version: count, run: z.int(), carried: z.array(id), staffId: id },
    reopened: { ...which, version: count, reason: text(200), staffId: id, proposedBy: id },
  },
  about: {
    expected: {},
    requested: { staff: 'staffId' },
    uploaded: { staff: 'staffId' },
    tradeImported: { staff: 'staffId' },
    flowImported: { staff: 'staffId' },
    unchanged: {},
    absent: {},
    broken: { staff: 'staffId' },
    matchRequested: { staff: 'staffId' },
    matched: {},
    doubted: {},
    settled: {},
    closed: { staff: 'staffId' },
    reopened: { staff: 'staffId' },
  },
  commands: {
    expect: { summary: 'O1.4 A day is to be reconciled', input: { channel: z.enum(channels), day } },
    fetch: {
      summary: 'O1.4 Fetch the statements of a day, also again',
      access: finance,
      input: { channel: z.enum(channels), day },
    },
    upload: {
      summary: 'O1.4 Import a day of an uploaded statement',
      access: finance,
      input: { channel: z.enum(channels), day, statement, fileId: id },
    },
    'record-trade': { summary: 'O1.4 A trade statement is imported', input: { ...file, ...tradeTotals } },
    'record-flow': { summary: 'O1.4 A fund flow is imported', input: { ...file, ...flowTotals } },
    'record-absent': { summary: 'O1.4 The channel has no statement of a day', input: { statement } },
    'record-broken': {
      summary: 'O1.4 A statement is refused',
      input: broken,
    },
    match: { summary: 'O1.4 Hold the books against each other again', access: finance, input: {} },
    'record-match': { summary: 'O1.4 The books were held against each other', input: result },
    'record-doubt': { summary: 'O1.4 Too much differs', input: { run: z.int(), differences: count } },
    settle: {
      summary: 'O1.4 A difference is out of the way',
      input: { differenceId: id, how: z.enum(['resolved', 'carried', 'healed']) },
    },
    close: { summary: 'O1.4 Close a day', access: finance, input: {} },
    reopen: {
      summary: 'O1.4 Open a closed day, by two people',
      access: finance,
      input: { reason: text(200) },
      approval: { by: ['manager'], hours: 72, input: {} },
    },
  },
  boards: ['operations'],
  refusals: [
    'unknown-day',
    'day-not-over',
    'day-too-old',
    'another-day',
    'day-closed',
    'day-not-closed',
    'statement-missing',
    'not-matched',
    'differences-open',
  ],
});

export type ReconciliationEvent = EventOf<typeof reconciliation>;
export type ReconciliationCommand = CommandOf<typeof reconciliation>;
export type ReconciliationRefusal = RefusalOf<typeof reconciliation>;
export type Movements = z.infer<typeof movement>;
export type Foreign = z.infer<typeof notOurs>;
