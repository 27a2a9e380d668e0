import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { entriesOf } from '@yunzhen/contracts/ledger/entries';
import {
  type BookRow,
  bookColumns,
  bookRanks,
  importsTable,
  linesTable,
} from '@yunzhen/contracts/reconciliation/books';
import { differenceKinds, handling, isDifference, type Outcome } from '@yunzhen/contracts/reconciliation/kinds';
import fc from 'fast-check';
import { v4 } from 'uuid';
import { forked } from '../../standins/outside/forked.testing.ts';
import { type Expected, lies, tell } from '../../standins/outside/wechat/lies/lies.ts';
import {
  type Belief,
  flowFiles,
  type Trade,
  tradeFiles,
  truth,
  type World,
  wholeFlowFile,
  wholeTradeFile,
} from '../../standins/outside/wechat/lies/world.ts';
import { bytesOf, own } from '../statements/testing/print.ts';
import { createTables, ourTable } from './books.ts';
import { refundDays } from './groups.ts';
import { importFlow, importTrade } from './importing.ts';
import { differencesOf, type Group, match } from './matching.ts';

let dir: string;
let server: Awaited<ReturnType<typeof forked>>;
let clickhouse: ClickHouseClient;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-matching-'));
  server = await forked('clickhouse', dir);
  const bare = createClient({ url: server.url });
  await bare.command({ query: 'CREATE DATABASE hospital' });
  await bare.close();
  clickhouse = createClient({
    ...{ url: server.url, database: 'hospital', log: { level: ClickHouseLogLevel.OFF } },
    // A busy machine is slow, not wrong.
    request_timeout: 900_000,
  });
  for (const query of createTables) await clickhouse.command({ query });
  const columns = Object.entries(bookColumns).map(([name, type]) => `${name} ${type}`);
  await clickhouse.command({
    query: `CREATE TABLE ${ourTable()} (event_id UUID, at DateTime64(3, 'UTC'), ${columns.join(', ')})
      ENGINE = ReplacingMergeTree ORDER BY (day, event_id)`,
  });
});
beforeEach(async () => {
  for (const table of [linesTable, importsTable, ourTable()])
    await clickhouse.command({ query: `TRUNCATE TABLE ${table}` });
});
afterAll(async () => {
  await clickhouse.close();
  await server.leave();
  await rm(dir, { recursive: true });
});

const feeRate = 0.006;
const feeOf = (amount: number): number => Math.round((amount * 6) / 1_000);
const first = '2026-02-28';
const dayAfter = (day: string, days = 1): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const daysFrom = (day: string, count: number): string[] => Array.from({ length: count }, (_, n) => dayAfter(day, n));
const numbers = () => {
  let last = 0;
  return () => (++last).toString(16).padStart(32, '0');
};
/** The same numbers for the same seed. */
const random = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** Orders spread over the days, one in eight partly refunded, on the same day or the next. */
const tradesOf = (
  count: number,
  days: readonly string[],
  below: (n: number) => number,
  fresh: () => string,
): Trade[] => {
  const clock = () => `${(8 + below(14)).toString().padStart(2, '0')}:${(10 + below(50)).toString()}:${10 + below(50)}`;
  return Array.from({ length: count }, () => {
    const order = fresh();
    const amount = 300 + below(50_000);
    const day = days[below(days.length)] ?? first;
    const paid: Trade = { kind: 'pay', day, time: clock(), key: order, order, amount, fee: feeOf(amount) };
    if (below(8) > 0) return [paid];
    const back = 1 + below(amount);
    const fee = feeOf(amount) - feeOf(amount - back);
    const later = days[Math.min(days.indexOf(day) + below(2), days.length - 1)] ?? day;
    return [paid, { ...paid, kind: 'refund' as const, day: later, time: '23:00:00', key: fresh(), amount: back, fee }];
  }).flat();
};

const bookRows = ({ kind, day, time, key, order, amount, subject, declined, state }: Belief) => {
  const of = { line: kind, key, ord: order, business: 'registration', amount, day, final: 0, declined: 0 } as const;
  const row = { ...of, subject: kind === 'pay' ? '' : subject, at: `${day} ${time}` };
  const asked = { ...row, rank: bookRanks.waiting, declined: declined ? (1 as const) : (0 as const) };
  const taken = { ...row, rank: bookRanks.accepted, final: 1 as const };
  const told = (rank: keyof typeof bookRanks) => ({ ...row, rank: bookRanks[rank] });
  const rows = (...all: (BookRow & { readonly at: string })[]) => all;
  if (state === 'waiting') return rows(asked);
  const item = { ...row, rank: bookRanks.item, subject };
  if (kind === 'pay') return rows(asked, { ...taken, rank: bookRanks.done }, item);
  if (state === 'under-way') return rows(asked, taken);
  return rows(asked, taken, told(state));
};
const believe = async (world: World): Promise<void> => {
  const values = [...world.beliefs.values()]
    .flat()
    .flatMap(bookRows)
    .map(row => ({ event_id: v4(), ...row }));
  for (let at = 0; at < values.length; at += 20_000)
    await clickhouse.insert({ table: ourTable(), values: values.slice(at, at + 20_000), format: 'JSONEachRow' });
};
let version = 0;
type Said = readonly { readonly type: string; readonly data: object }[];
/** By the day as the channel's interface gives them, or all of them in one file as its site does. Answers what is said of each file. */
const importAll = async (world: World, days: readonly string[], whole: boolean): Promise<Said> => {
  const common = (from: string, to: string) => ({ clickhouse, own, days: { from, to }, newId: v4, version: ++version });
  const said: { type: string; data: object }[] = [];
  const take = async (from: string, to: string, trade: string | undefined, flow: string | undefined): Promise<void> => {
    const imported = {
      'trade-imported': trade === undefined ? [] : await importTrade({ ...common(from, to), source: bytesOf(trade) }),
      'flow-imported': flow === undefined ? [] : await importFlow({ ...common(from, to), source: bytesOf(flow) }),
    };
    for (const [name, files] of Object.entries(imported))
      for (const { day, totals } of files)
        said.push({
          type: `reconciliation.${name}`,
          data: { day, before: name === 'flow-imported' ? [] : null, ...totals },
        });
  };
  if (whole) await take(days[0] ?? '', days.at(-1) ?? '', wholeTradeFile(world, own), wholeFlowFile(world));
  const [trades, flows] = [tradeFiles(world, own), flowFiles(world)];
  if (!whole) for (const day of days) await take(day, day, trades.get(day), flows.get(day));
  return said;
};

/** What our own events say of what we believe. */
const believed = (world: World): Said =>
  [...world.beliefs.values()].flat().flatMap(({ kind, day, key, order, amount, state }): Said => {
    if (state === 'waiting') return [];
    const at = `${day}T01:00:00.000Z`;
    const about = { paymentId: order, patientId: 'p', method: 'wechat', amount, discount: 0 };
    if (kind === 'pay') return [{ type: 'payment.tender-succeeded', data: { ...about, paidAt: at } }];
    const refund = { ...about, refundId: key, ground: 'cancelled' };
    return [
      { type: 'payment.refund-requested', data: refund },
      { type: 'payment.refund-accepted', data: { ...refund, acceptedAt: at } },
      ...(state === 'closed'
        ? [{ type: 'payment.refund-failed', data: { ...refund, cause: state, accepted: true } }]
        : []),
    ];
  });
const balanceOf = (said: Said, account: Account): number =>
  said
    .flatMap(event => entriesOf(event, '2026-05-01T01:00:00.000Z'))
    .reduce((sum, { debit, credit, amount }) => {
      if (debit === account) return sum + amount;
      return credit === account ? sum - amount : sum;
    }, 0);
const asked = (day: string, asOf: string) => ({ day, asOf, tracked: [], since: '2100-01-01', feeRate });

const brief = ({ outcome, line, key, effect }: Pick<Group, 'outcome' | 'line' | 'key' | 'effect'>) =>
  `${outcome} ${line} ${key} ${effect}`;
/** A kind of which there is one a day adds up. */
const merged = (expected: readonly Expected[]): string[] => {
  const byKey = new Map<string, Expected>();
  for (const one of expected) {
    const id = `${one.kind} ${one.line} ${one.key}`;
    byKey.set(id, { ...one, effect: one.effect + (byKey.get(id)?.effect ?? 0) });
  }
  return [...byKey.values()].map(one => brief({ ...one, outcome: one.kind as Outcome })).sort();
};

/** Tells `count` lies about different trades that are not at the ends of the time. */
const lied = (
  trades: readonly Trade[],
  days: readonly string[],
  count: number,
  below: (n: number) => number,
  fresh: () => string,
) => {
  const names = Object.keys(lies).filter(name => lies[name]?.seen !== 'next-day');
  const inner = trades.filter(({ day }) => day > (days[1] ?? '') && day < (days.at(-2) ?? ''));
  const left = {
    pay: inner.filter(({ kind }) => kind === 'pay'),
    refund: inner.filter(({ kind }) => kind === 'refund'),
  };
  const world = truth(trades);
  const expected: Expected[] = [];
  for (let n = 0; n < count; n++) {
    const name = names[n % names.length] ?? '';
    const from = left[lies[name]?.on ?? 'pay'];
    const [about] = from.splice(below(from.length), 1);
    if (!about) continue;
    const one = tell(world, name, about, fresh);
    if (one) expected.push(one);
  }
  return { world, expected: merged(expected) };
};

/** A payment, another one, and a refund of the first on the same day, in the middle of quiet ones. */
const few = (fresh: () => string): Trade[] =>
  daysFrom(first, 3).flatMap(day => {
    const [order, other, refund] = [fresh(), fresh(), fresh()];
    const paid = (key: string, amount: number): Trade => {
      return { kind: 'pay', day, time: '09:00:00', key, order: key, amount, fee: feeOf(amount) };
    };
    const back = {
      ...paid(order, 5_000),
      kind: 'refund' as const,
      time: '10:00:00',
      key: refund,
      amount: 1_200,
      fee: 7,
    };
    return [paid(order, 5_000), paid(other, 3_000), back];
  });

test.each(Object.keys(lies))('[O1.4] %s', async name => {
  const [fresh, days, on] = [numbers(), daysFrom(first, 3), lies[name]?.on];
  const trades = few(fresh);
  const about = trades.find(({ kind, day }) => kind === on && day === days[1]);
  if (!about) throw new RangeError(name);
  const world = truth(trades);
  const expected = tell(world, name, about, fresh);
  await believe(world);
  await importAll(world, days, false);
  const seen = lies[name]?.seen;
  const found: string[] = [];
  for (const day of [...days, dayAfter(about.day, refundDays)]) {
    const asOf = seen === 'next-day' ? dayAfter(about.day) : '2026-04-30';
    const { groups } = await match(clickhouse, asked(day, asOf));
    found.push(
      ...differencesOf(groups)
        .filter(({ batch }) => batch <= asOf)
        .map(brief),
    );
  }
  expect(found).toEqual(merged(expected ? [expected] : []));
});

test('[O1.4] there is a fault for every kind of difference', () => {
  const [paid, back] = few(numbers()).filter((_, at) => at !== 1);
  const made = Object.values(lies).map(({ on, expects }) => {
    const about = on === 'pay' ? paid : back;
    return about && expects(about, 'fresh')?.kind;
  });
  expect([...differenceKinds].filter(kind => !made.includes(kind))).toEqual([]);
});

test('[O1.4] a payment that did not count and its refund are counted apart', async () => {
  const fresh = numbers();
  const trades = few(fresh);
  const about = trades.find(({ kind, day }) => kind === 'pay' && day === dayAfter(first));
  if (!about) throw new RangeError('no payment');
  const world = truth(trades);
  tell(world, 'payment: twice for the same thing, and one goes back', about, fresh);
  await believe(world);
  await importAll(world, daysFrom(first, 3), false);
  const { terms } = await match(clickhouse, asked(about.day, '2026-04-30'));
  const counted = terms.filter(({ outcome }) => outcome === 'declined').map(({ line, count }) => [line, count]);
  expect(counted.sort()).toEqual([
    ['pay', 1],
    ['refund', 1],
  ]);
});

test('[O1.4] a thousand faults in fifty thousand orders are found, each with its kind, number and effect, and nothing else is', async () => {
  const [below, fresh, days] = [random(7), numbers(), daysFrom(first, 30)];
  const trades = tradesOf(50_000, days, below, fresh);
  const { world, expected } = lied(trades, days, 1_000, below, fresh);
  await believe(world);
  await importAll(world, days, true);
  const found: string[] = [];
  for (const day of daysFrom(first, 30 + refundDays)) {
    const { groups } = await match(clickhouse, asked(day, '2026-04-30'));
    found.push(...differencesOf(groups).map(brief));
  }
  expect(found.sort()).toEqual(expected);
}, 900_000);

test('[O1.4] the equation of a day holds whatever its lines are, every line is in one batch, and the ledger agrees', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 60 }), fc.boolean(), async (seed, count, whole) => {
      for (const table of [linesTable, importsTable, ourTable()])
        await clickhouse.command({ query: `TRUNCATE TABLE ${table}` });
      const [below, fresh, days] = [random(seed), numbers(), daysFrom(first, 6)];
      const { world } = lied(tradesOf(60, days, below, fresh), days, count, below, fresh);
      await believe(world);
      const batches = new Map<string, number>();
      const files = await importAll(world, days, whole);
      const opened: { type: string; data: object }[] = [];
      let left = 0;
      for (const day of days) {
        const result = await match(clickhouse, asked(day, '2026-04-30'));
        for (const [line, name] of [
          ['pay', 'paid'],
          ['refund', 'refunded'],
        ] as const) {
          const sign = line === 'pay' ? 1 : -1;
          const gaps = result.terms.reduce((sum, term) => sum + (term.line === line ? term.gap : 0), 0);
          const ofDay = (rows: Iterable<readonly (Trade | Belief)[]>, all = [...rows].flat()) =>
            all.filter(row => row.day === day && row.kind === line).reduce((sum, { amount }) => sum + amount, 0);
          expect(result.channelSays[name].amount).toBe(ofDay(world.trade.values()));
          expect(result.platform[name].amount).toBe(
            ofDay([[...world.beliefs.values()].flat().filter(({ state }) => state !== 'waiting')]),
          );
          const { platform, movedIn, movedOut, movedRows } = result;
          expect(result.channelSays[name].amount).toBe(
            platform[name].amount - movedOut[name] + movedIn[name] + sign * gaps + movedRows[name],
          );
        }
        for (const { outcome, effect, ...group } of differencesOf(result.groups)) {
          if (!isDifference(outcome)) continue;
          const { key, line } = group;
          opened.push({ type: 'difference.opened', data: { ...group, kind: outcome, effect, differenceId: key, day } });
          if ((line === 'pay' || line === 'refund') && !handling[outcome].suspense) left -= effect;
        }
        for (const { key, line } of result.groups) {
          if (line === 'fee') continue;
          const id = `${line} ${key}`;
          batches.set(id, (batches.get(id) ?? 0) + 1);
        }
      }
      expect([...batches].filter(([, times]) => times !== 1)).toEqual([]);
      // The ledger ends where the account does, and what has not been settled is what the differences say.
      const said = [...believed(world), ...files, ...opened];
      const movements = [...world.flow.values()].flat();
      expect(balanceOf(said, '1021')).toBe(movements.reduce((sum, { amount }) => sum + amount, 0));
      expect(balanceOf(said, '1031')).toBe(left);
    }),
    { numRuns: 12 },
  ));
