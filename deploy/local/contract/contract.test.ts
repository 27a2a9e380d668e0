import { expect, test } from '@jest/globals';
import { capability, fen, id, text } from '@yunzhen/contracts/language';
import { viewFiles } from '@yunzhen/projections/registry';
import { z } from 'zod';
import { declared, declaredView } from './declared.ts';
import { digestOf, schemaOf } from './digest.ts';
import { type Declared, declaredEvents } from './events.ts';
import { broken, nameOf, type Promised, readPromised, recorded, unrecorded } from './promised.ts';
import { sampleOf } from './sample.ts';
import { plain } from './table-source.ts';

test('what is declared is what was promised', async () => {
  expect(broken(readPromised(), await declared())).toEqual([]);
});

test('all of it is recorded', async () => {
  expect(unrecorded(readPromised(), await declared()).map(nameOf)).toEqual([]);
});

test('every kind of declaration is among it, each name once', async () => {
  const all = await declared();
  expect([...new Set(all.map(({ kind }) => kind))]).toEqual([...kinds]);
  expect(new Set(all.map(nameOf)).size).toBe(all.length);
});

const one: Declared = { kind: 'event', name: 'jar.filled', version: 1, digest: 'a' };
const kinds = ['event', 'fixture', 'view', 'fact', 'command', 'query', 'endpoint'] as const;
const frozen = (...of: Declared[]): Promised => recorded({ frozen: true, declared: {} }, of);

test.each(kinds)('a changed %s is named, with what to do', kind => {
  const before = { ...one, kind };
  const [wrong, ...more] = broken(frozen(before), [{ ...before, digest: 'b' }]);
  expect([wrong?.what, more]).toEqual([`${kind} jar.filled`, []]);
  expect(wrong?.why).toMatch(/changed/);
});

test.each(kinds)('a %s that is gone is named', kind => {
  const before = { ...one, kind };
  expect(broken(frozen(before), [])).toMatchObject([
    { what: `${kind} jar.filled`, why: expect.stringMatching(/gone/) },
  ]);
});

test('a new version is no change, and is recorded beside the older one', () => {
  const next = { ...one, version: 2, digest: 'b' };
  const before = frozen(one);
  expect(broken(before, [next])).toEqual([]);
  expect(unrecorded(before, [next])).toEqual([next]);
  const after = recorded(before, [next]);
  expect(after.declared).toEqual({ 'event jar.filled': { 1: ['a'], 2: ['b'] } });
  expect(unrecorded(after, [next])).toEqual([]);
});

test('an older version than was promised is named', () => {
  const before = frozen({ ...one, version: 2 });
  expect(broken(before, [one])).toMatchObject([{ why: 'it is in version 1 and was in version 2' }]);
});

test('a change is recorded only where it is said to mean the same', () => {
  const changed = { ...one, digest: 'b' };
  expect(recorded(frozen(one), [changed])).toEqual(frozen(one));
  const after = recorded(frozen(one), [changed], { same: ['event jar.filled'] });
  expect(after.declared).toEqual({ 'event jar.filled': { 1: ['a', 'b'] } });
  expect([broken(after, [one]), broken(after, [changed])]).toEqual([[], []]);
});

test('what may go is forgotten', () =>
  expect(recorded(frozen(one), [], { gone: ['event jar.filled'] }).declared).toEqual({}));

test('before it is frozen nothing is promised', () => {
  const open = { ...frozen(one), frozen: false };
  expect([broken(open, [{ ...one, digest: 'b' }]), unrecorded(open, [one])]).toEqual([[], []]);
});

const shape = { jarId: id, amount: fen, label: text(20) };
const jar = (filled: z.ZodRawShape) =>
  capability('jar', { events: { filled }, about: { filled: {} }, commands: {}, refusals: [] });
const digestOfShape = (filled: z.ZodRawShape) => declaredEvents([jar(filled)])[0]?.digest;

test.each([
  ['a field is added', { ...shape, note: text(5).optional() }],
  ['a field is gone', { jarId: id, amount: fen }],
  ['a field is renamed', { jarId: id, fen, label: text(20) }],
  ['a type changes', { ...shape, amount: z.string() }],
  ['a limit changes', { ...shape, label: text(21) }],
  ['a field becomes optional', { ...shape, amount: fen.optional() }],
])('the digest of an event changes when %s', (_, other) => {
  expect(digestOfShape(other)).not.toBe(digestOfShape(shape));
});

test('it does not change with the order of fields', () => {
  const { label, ...rest } = shape;
  expect(digestOfShape({ label, ...rest })).toBe(digestOfShape(shape));
  expect(digestOf({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(digestOf({ b: [{ d: 3, c: 2 }], a: 1 }));
});

test('the patterns that zod writes for its own formats are left out', () =>
  expect(JSON.stringify(schemaOf(z.object({ jarId: id }), 'input'))).not.toMatch(/pattern/));

test('the source of a table counts, its types, comments and layout do not', () => {
  const table = plain("export const on = { 'jar.filled': (e) => ({ id: e.jarId }) };");
  expect(
    plain("/** Why. */\nexport const on: Table = {\n  'jar.filled': (e: Filled) => ({ id: e.jarId }), // so\n};"),
  ).toBe(table);
  expect(plain("export const on = { 'jar.filled': (e) => ({ id: e.label }) };")).not.toBe(table);
});

test('the digest of every view changes with the row that its readers expect, or with an index', async () => {
  for (const { file, table } of await viewFiles()) {
    const { digest } = declaredView(file, table);
    expect(table.row).toBeInstanceOf(z.ZodObject);
    const row = (table.row as z.ZodObject).extend({ note: z.string() });
    for (const other of [{ row }, { indexes: [...table.indexes, { note: 1 } as const] }])
      expect([table.name, declaredView(file, { ...table, ...other }).digest]).not.toEqual([table.name, digest]);
  }
});

test('a first fixture is made from the shape', () => {
  const sample = sampleOf(z.strictObject({ ...shape, kind: z.enum(['glass', 'clay']), at: z.iso.datetime() }));
  expect(sample).toMatchObject({ amount: 1, label: 'label', kind: 'glass', at: '2026-03-02T01:00:00.000Z' });
  expect(sample.jarId).toBe(sampleOf(z.strictObject({ jarId: id })).jarId);
});
