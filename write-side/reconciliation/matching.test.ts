import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  type BookRow,
  bookColumns,
  bookRanks,
  importsTable,
  linesTable,
} from '@yunzhen/contracts/reconciliation/books';
import type { Outcome } from '@yunzhen/contracts/reconciliation/kinds';
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
} from '../../standins/outside/wechat/lies/world.ts';
import { bytesOf, own } from '../statements/testing/print.ts';
import { createTables, ourTable } from './books.ts';
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
  clickhouse = createClient({ url: server.url, database: 'hospital', log: { level: ClickHouseLogLevel.OFF } });
  for (const query of createTables) await clickhouse.command({ query });
  const columns = Object.entries(bookColumns).map(([name, type]) => `${name} ${type}`);
  await clickhouse.command({
    query: `CREATE TABLE ${ourTable()} (event_id UUID, ${columns.join(', ')})
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

const bookRows = ({ kind, day, key, order, amount, state }: Belief): BookRow[] => {
  const row = { line: kind, key, ord: order, business: 'registration', amount, day } as const;
  const done = { ...row, rank: bookRanks.accepted, final: 1 as const };
  if (state === 'waiting') return [{ ...row, rank: bookRanks.waiting, final: 0 }];
  if (state === 'done') return [{ ...row, rank: bookRanks.waiting, final: 0 }, done];
  return [done, { ...row, rank: bookRanks[state], final: 0 }];
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
const importDay = async (trade: ReadonlyMap<string, string>, flows: ReadonlyMap<string, string>, day: string) => {
  const common = { clickhouse, own, days: { from: day, to: day }, newId: v4, version: ++version };
  const [text, flow] = [trade.get(day), flows.get(day)];
  const [traded] = text === undefined ? [] : await importTrade({ ...common, source: bytesOf(text) });
  const [moved] = flow === undefined ? [] : await importFlow({ ...common, source: bytesOf(flow) });
  return { traded, moved };
};
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
  const names = Object.keys(lies);
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

test('[O1.4] a thousand faults in fifty thousand orders are found, each with its kind, number and effect, and nothing else is', async () => {
  const [below, fresh, days] = [random(7), numbers(), daysFrom(first, 30)];
  const trades = tradesOf(50_000, days, below, fresh);
  const { world, expected } = lied(trades, days, 1_000, below, fresh);
  await believe(world);
  const [files, flows] = [tradeFiles(world, own), flowFiles(world)];
  for (const day of days) await importDay(files, flows, day);
  const found: string[] = [];
  for (const day of days) {
    const { groups } = await match(clickhouse, asked(day, '2026-04-30'));
    found.push(...differencesOf(groups).map(brief));
  }
  expect(found.sort()).toEqual(expected);
}, 300_000);

test('[O1.4] the equation of a day holds whatever its lines are, and every line is in one batch', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 60 }), async (seed, count) => {
      for (const table of [linesTable, importsTable, ourTable()])
        await clickhouse.command({ query: `TRUNCATE TABLE ${table}` });
      const [below, fresh, days] = [random(seed), numbers(), daysFrom(first, 6)];
      const { world } = lied(tradesOf(60, days, below, fresh), days, count, below, fresh);
      await believe(world);
      const [files, flows] = [tradeFiles(world, own), flowFiles(world)];
      const batches = new Map<string, number>();
      for (const day of days) await importDay(files, flows, day);
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
        for (const { key, line } of result.groups) {
          if (line === 'fee') continue;
          const id = `${line} ${key}`;
          batches.set(id, (batches.get(id) ?? 0) + 1);
        }
      }
      expect([...batches].filter(([, times]) => times !== 1)).toEqual([]);
    }),
    { numRuns: 15 },
  ));
