import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { type Figure, isHappened } from '@yunzhen/contracts/figures/figure';
import { type FigureName, figureNames, figureQueryName, figureRow, figures } from '@yunzhen/contracts/figures/queries';
import { statisticsQueries } from '@yunzhen/contracts/statistics/queries';
import { Forbidden } from '@yunzhen/platform/problem';
import fc from 'fast-check';
import { z } from 'zod';
import { start } from '../../standins/clickhouse/forked.testing.ts';
import type { Answered } from '../answer.ts';
import { history, now, places } from '../history.testing.ts';
import { countFacts, type Given, hospital, idOf } from '../testing.ts';
import { figureAnswers } from './figures.ts';
import { overview } from './statistics-overview.ts';
import { services } from './statistics-services.ts';
import { trend } from './statistics-trend.ts';

const manager = { role: 'manager', id: idOf('院长') } as const;
let server: Awaited<ReturnType<typeof start>>;
let dir: string;
let databases = 0;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'figures-'));
  server = await start({ port: 0, dir });
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

const answerOf = (name: FigureName): Answered => {
  const found = figureAnswers.find(answered => answered.name === figureQueryName(name));
  if (!found) throw new Error(`nothing answers ${name}`);
  return found;
};
const answered = z.object({
  ...{ count: z.int(), value: z.int(), days: z.array(z.object({ day: z.iso.date(), value: z.int() })) },
  ...{ rows: z.array(figureRow), next: z.string().nullable() },
});
const sum = (all: readonly { readonly value: number }[]) => all.reduce((sum, { value }) => sum + value, 0);

/** Both stores with this history in them. */
const house = async (events: readonly Given[]) => {
  const database = `run_${databases++}`;
  const root = createClient({ url: server.url });
  await root.command({ query: `CREATE DATABASE ${database}` });
  await root.close();
  const clickhouse = createClient({ url: server.url, database });
  const here = await hospital(now, clickhouse);
  await here.given(...events);
  await countFacts(clickhouse, events);
  /** Number and days, with the rows of all pages. */
  const opened = async (name: FigureName, params: object) => {
    const first = answered.parse(await here.ask(answerOf(name), manager, { ...params, limit: 10 }));
    const rows = [...first.rows];
    for (let next = first.next; next !== null; ) {
      const page = answered.parse(await here.ask(answerOf(name), manager, { ...params, limit: 10, cursor: next }));
      rows.push(...page.rows);
      next = page.next;
    }
    return { ...first, rows };
  };
  const close = async () => {
    await here.close();
    await clickhouse.close();
  };
  return { ask: here.ask, opened, close };
};

type House = Awaited<ReturnType<typeof house>>;
const inHouse = async (events: readonly Given[], look: (here: House) => Promise<void>): Promise<void> => {
  const here = await house(events);
  await look(here).finally(here.close);
};

/** Counted from the events themselves: how many of these kinds happened in the range. */
const happenedIn = (events: readonly Given[], figure: Figure, { from, to }: { from: string; to: string }): number => {
  if (!isHappened(figure)) throw new TypeError('nothing stands in a range');
  const types = figure.kinds.map(kind => `${figure.of.of.name}.${kind}`);
  return events
    .filter(({ type, at }) => types.includes(type) && at && chinaDayOf(at) >= from && chinaDayOf(at) <= to)
    .reduce((all, { data }) => all + (figure.sum ? Number((data as Record<string, unknown>).amount) : 1), 0);
};

const ranges = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.constantFrom(...places))
  .map(([a, b, departmentId]) => {
    const day = (n: number) => `2026-01-${String(n).padStart(2, '0')}`;
    return { from: day(Math.min(a, b)), to: day(Math.max(a, b)), ...(departmentId && { departmentId }) };
  });

test('[O3.1] of every figure the number, the days, the rows behind it and the tile say the same, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(history, ranges, (events, part) =>
      inHouse(events, async ({ ask, opened }) => {
        const whole = { from: '2026-01-01', to: '2026-01-12' };
        const stands = (await ask(overview, manager)) as Record<string, object>;
        for (const range of [whole, part]) {
          const days = (await ask(trend, manager, range)) as Record<string, number>[];
          const places = (await ask(services, manager, range)) as Record<string, number>[];
          for (const name of figureNames) {
            const figure: Figure = figures[name];
            const { count, value, rows, days: own } = await opened(name, isHappened(figure) ? range : {});
            const late = rows.filter(row => row.late).length;
            const found = { name, range, rows: rows.length, added: sum(rows) };
            expect(found).toEqual({ name, range, rows: count, added: value });
            expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(count);
            if (!isHappened(figure)) {
              expect({ name, ...stands[name] }).toMatchObject({ name, count, value, late });
              continue;
            }
            expect({ name, days: own }).toEqual({
              name,
              days: days.map(day => ({ day: day.day, value: day[name] })),
            });
            expect(sum(own)).toBe(value);
            for (const { day, value: onDay } of own) expect(sum(rows.filter(row => row.day === day))).toBe(onDay);
            if (!('departmentId' in range))
              expect({ name, value }).toEqual({ name, value: happenedIn(events, figure, range) });
            if (places.some(place => typeof place[name] === 'number'))
              expect({ name, all: places.reduce((all, place) => all + (place[name] ?? 0), 0) }).toEqual({
                name,
                all: value,
              });
          }
        }
      }),
    ),
    { numRuns: 4, endOnFailure: true },
  );
}, 600_000);

test('[O3.1] departments share a figure out among them, what names none included', async () => {
  await fc.assert(
    fc.asyncProperty(history, events =>
      inHouse(events, async ({ opened }) => {
        const range = { from: '2026-01-01', to: '2026-01-12' };
        for (const name of figureNames.filter(one => isHappened(figures[one]))) {
          const all = await opened(name, range);
          const parts = [];
          for (const departmentId of places)
            if (departmentId) parts.push(await opened(name, { ...range, departmentId }));
          expect({ name, value: sum(parts) }).toEqual({ name, value: all.value });
        }
      }),
    ),
    { numRuns: 2, endOnFailure: true },
  );
}, 600_000);

test('[T2] a figure is opened by those who see it, and its rows name nobody, no diagnosis and no drug', async () => {
  await inHouse([], async ({ ask }) => {
    for (const name of figureNames) {
      const shownBy = isHappened(figures[name]) ? statisticsQueries.trend : statisticsQueries.overview;
      expect({ name, access: figures[name].access }).toEqual({ name, access: shownBy.access });
      for (const role of ['patient', 'doctor', 'pharmacist'] as const)
        await expect(ask(answerOf(name), { role, id: idOf('谁') })).rejects.toThrow(Forbidden);
    }
    const whatItSays = ['rowId', 'subjectId', 'at', 'day', 'late', 'departmentName', 'doctorName', 'value'];
    expect(Object.keys(figureRow.shape)).toEqual(whatItSays);
  });
});

test('a cursor that is not ours begins from the start', async () => {
  await inHouse([], async ({ ask }) => {
    for (const name of ['held', 'patients'] as const)
      for (const cursor of ['x', Buffer.from('["never","x"]').toString('base64url')])
        expect(await ask(answerOf(name), manager, { cursor })).toMatchObject({ count: 0, rows: [], next: null });
  });
});
