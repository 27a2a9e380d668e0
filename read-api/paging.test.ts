import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import type { Row } from './answer.ts';
import { pageOf } from './paging.ts';

interface Thing {
  readonly thing: string;
  readonly at: number;
}
let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

const things = async (count: number) => {
  const collection = given.database().collection<Row<Thing>>('things');
  // Many with the same time: their ids decide.
  const rows = Array.from({ length: count }, (_, n) => ({
    _id: `t${String(n).padStart(3, '0')}`,
    position: n,
    thing: `${n}`,
    at: n >> 2,
  }));
  if (rows.length > 0) await collection.insertMany(rows);
  return collection;
};

test.each([1, -1] as const)('pages in direction %i show every row once, in order', async direction => {
  const collection = await things(23);
  const seen: Thing[] = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await pageOf<Thing>(collection, {}, { field: 'at', direction }, { cursor, limit: 5 });
    seen.push(...page.rows);
    cursor = page.next ?? undefined;
    pages += 1;
  } while (cursor);
  expect(pages).toBe(5);
  const names = Array.from({ length: 23 }, (_, n) => `${n}`);
  expect(seen.map(({ thing }) => thing)).toEqual(direction === 1 ? names : names.reverse());
  expect(seen[0]).not.toHaveProperty('_id');
});

test('a row that arrives meanwhile neither repeats nor hides another', async () => {
  const collection = await things(6);
  const sort = { field: 'at', direction: -1 } as const;
  const first = await pageOf<Thing>(collection, {}, sort, { limit: 3 });
  await collection.insertOne({ _id: 'new', position: 99, thing: 'new', at: 99 });
  const second = await pageOf<Thing>(collection, {}, sort, { cursor: first.next ?? '', limit: 3 });
  expect([...first.rows, ...second.rows].map(({ thing }) => thing)).toEqual(['5', '4', '3', '2', '1', '0']);
  expect(second.next).toBeNull();
});

test('the last page is the last, also when it is full or there is none', async () => {
  const sort = { field: 'at', direction: 1 } as const;
  expect(await pageOf<Thing>(await things(0), {}, sort, { limit: 3 })).toEqual({ rows: [], next: null });
  expect((await pageOf<Thing>(await things(3), {}, sort, { limit: 3 })).next).toBeNull();
});
