import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readAnchors } from '@yunzhen/platform/audit/anchors';
import { type AuditEntry, auditCollection, beginning, entryId, hashOf } from '@yunzhen/platform/audit/chain';
import { verifyAudit } from '@yunzhen/platform/audit/verify';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import type { Db } from 'mongodb';
import { v5 } from 'uuid';
import { committer } from '../commit.ts';
import { dispatcher } from '../dispatch.ts';
import { features } from '../features.ts';
import { seal, surroundings } from '../testing/harness.ts';
import { anchor } from './anchoring.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

const writerOf = (name: string) => v5(name, '6c1e0b52-9c4f-5d0a-b0f7-41b6f1f0c2d3');
const noon = Date.parse('2026-01-05T04:10:00.000Z');
const hourMs = 3_600_000;

const write = async (db: Db, name: string, ...times: number[]): Promise<AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for (const [number, at] of times.entries()) {
    const told = {
      ...{ writer: writerOf(name), number, previous: entries.at(-1)?.hash ?? beginning },
      at: new Date(at).toISOString(),
      ...({ kind: 'look', what: 'query.records', role: 'doctor', outcome: 'done' } as const),
      ...{ who: null, session: null, whose: [], about: null, why: null, from: null },
    };
    entries.push({ ...told, hash: hashOf(told) });
  }
  await auditCollection(db).insertMany(entries.map(one => ({ _id: entryId(one), ...one })));
  return entries;
};
const anchoring = () => {
  const db = given.database();
  const dispatch = dispatcher(features, committer(given.store, seal), surroundings);
  return { db, anchor: (now: number, since?: number) => anchor(db, dispatch, now, since) };
};
const verify = async (db: Db, now: number) => {
  const trail = auditCollection(db);
  const anchors = await readAnchors(given.store, now - 48 * hourMs, now);
  const mine = new Set(await trail.distinct('writer'));
  const own = anchors.map(({ hour, heads }) => ({ hour, heads: heads.filter(({ writer }) => mine.has(writer)) }));
  const { broken } = await verifyAudit([...mine], writer => trail.find({ writer }).sort({ number: 1 }), own, now);
  return { own, broken };
};

test('[T2] each hour the newest entry of every chain is anchored, once, whoever does it', async () => {
  const { db, anchor } = anchoring();
  const a = await write(db, 'a', noon - 5_000, noon - 4_000);
  const b = await write(db, 'b', noon - 3_000);
  await anchor(noon);
  await write(db, 'c', noon + 1_000);
  await anchor(noon + 2_000);
  const { own, broken } = await verify(db, noon + 3_000);
  expect(own).toEqual([
    {
      hour: '2026-01-05T04:00:00.000Z',
      heads: [a[1], b[0]]
        .map(entry => ({ writer: entry?.writer, number: entry?.number, hash: entry?.hash }))
        .sort((one, other) => `${one.writer}`.localeCompare(`${other.writer}`)),
    },
  ]);
  expect(broken).toEqual([]);
  // The next hour has what came after.
  await anchor(noon + hourMs, noon - hourMs);
  expect((await verify(db, noon + 3 * hourMs)).broken).toEqual([]);
});

test('[T2] what is changed after it was anchored is found, even with all hashes made anew', async () => {
  const { db, anchor } = anchoring();
  const at = noon + 48 * hourMs;
  const [first, second] = await write(db, 'forged', at, at + 1_000);
  await anchor(at + 2_000);
  if (!first || !second) throw new TypeError('two entries were written');
  const other = { ...first, outcome: 'forbidden' };
  const hash = hashOf(other);
  const next = { ...second, previous: hash };
  const trail = auditCollection(db);
  await trail.replaceOne({ _id: entryId(first) }, { ...other, hash });
  await trail.replaceOne({ _id: entryId(second) }, { ...next, hash: hashOf(next) });
  expect((await verify(db, at + 3_000)).broken).toEqual([
    { fault: 'anchored-otherwise', writer: second.writer, number: 1, at: second.at },
  ]);
});

test('[T2] what is older than three years is let go, and the rest of the chain still holds', async () => {
  const { db, anchor } = anchoring();
  const begun = Date.parse('2022-06-01T00:00:00.000Z');
  const later = Date.parse('2026-06-01T00:00:00.000Z');
  const entries = await write(db, 'old', begun, begun + 1_000, begun + 2_000, later);
  await anchor(later + 1_000);
  const left = await auditCollection(db).find().sort({ number: 1 }).toArray();
  expect(left.map(({ number }) => Number(number))).toEqual([2, 3]);
  expect(left.map(({ hash }) => hash)).toEqual(entries.slice(2).map(({ hash }) => hash));
  expect((await verify(db, later + 2_000)).broken).toEqual([]);
});
