import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AuditEntry, beginning, hashOf } from './chain.ts';
import { type BrokenLink, verifyAudit } from './verify.ts';

const writer = '11111111-1111-4111-8111-111111111111';
const other = '22222222-2222-4222-8222-222222222222';
const noon = Date.parse('2026-01-05T04:00:00.000Z');
const hour = '2026-01-05T04:00:00.000Z';

const chain = (length: number, of = writer, at = noon): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (let number = 0; number < length; number++) {
    const told = {
      ...{ writer: of, number, previous: entries.at(-1)?.hash ?? beginning },
      at: new Date(at + number).toISOString(),
      ...({ kind: 'look', what: 'query.records', role: 'doctor', outcome: 'done' } as const),
      ...{ who: other, session: null, whose: [other], about: null, why: null, from: null },
    };
    entries.push({ ...told, hash: hashOf(told) });
  }
  return entries;
};
const verified = async (entries: readonly AuditEntry[], anchored: readonly AuditEntry[] = [], now = noon) => {
  const anchors = anchored.map(({ writer, number, hash }) => ({ hour, heads: [{ writer, number, hash }] }));
  const writers = [...new Set(entries.map(entry => entry.writer))];
  return verifyAudit(writers, of => entries.filter(entry => entry.writer === of), anchors, now);
};
const broken = async (...given: Parameters<typeof verified>) =>
  (await verified(...given)).broken.map(({ fault, number }: BrokenLink) => `${fault} ${number}`);
const rechained = (entries: readonly AuditEntry[], from: number): AuditEntry[] => {
  const copy = entries.slice(0, from);
  for (const entry of entries.slice(from)) {
    const linked = { ...entry, previous: copy.at(-1)?.hash ?? beginning };
    copy.push({ ...linked, hash: hashOf(linked) });
  }
  return copy;
};

test('[T2] chains that are as they were written are whole, each for itself', async () =>
  expect(await verified([...chain(5), ...chain(3, other)], [chain(5)[4] as AuditEntry])).toEqual({
    ...{ writers: 2, entries: 8, anchors: 1 },
    broken: [],
  }));

/** A text with one bit of one of its characters flipped. */
const flipped = (text: string, at: number): string => {
  const place = at % text.length;
  return `${text.slice(0, place)}${String.fromCharCode(text.charCodeAt(place) ^ 1)}${text.slice(place + 1)}`;
};
const fields = ['at', 'kind', 'what', 'who', 'role', 'outcome', 'previous', 'hash'] as const;

test('[T2] one flipped bit anywhere is found, and the entry named', () =>
  fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }).chain(length => fc.tuple(fc.constant(length), fc.nat(length - 1))),
      fc.constantFrom(...fields),
      fc.nat(),
      async ([length, number], field, at) => {
        const entries = chain(length);
        const entry = entries[number] as AuditEntry;
        entries[number] = { ...entry, [field]: flipped(String(entry[field]), at) };
        expect(await broken(entries)).toContain(`changed ${number}`);
      },
    ),
  ));

test('[T2] a changed list or address is found as well', async () => {
  const entries = chain(3);
  const change = (more: Partial<AuditEntry>) =>
    broken(entries.map((one, at) => (at === 1 ? { ...one, ...more } : one)));
  expect(await change({ whose: [] })).toEqual(['changed 1']);
  expect(await change({ from: 'sealed.1.x.y' as never })).toEqual(['changed 1']);
});

test('[T2] an entry that was taken out is named, in the middle, at the beginning, and at an anchored end', async () => {
  const entries = chain(5);
  const without = (number: number) => entries.filter(entry => entry.number !== number);
  expect(await broken(without(2))).toEqual(['missing 2']);
  expect(await broken(without(0))).toEqual(['missing 0']);
  expect(await broken(without(4), [entries[4] as AuditEntry])).toEqual(['missing 4']);
  expect(await broken([], [entries[4] as AuditEntry])).toEqual(['missing 0']);
});

test('[T2] a chain that was forged from some entry on is another than was anchored', async () => {
  const entries = chain(5);
  const forged = rechained(
    entries.map(entry => (entry.number === 2 ? { ...entry, outcome: 'forbidden' } : entry)),
    2,
  );
  expect(await broken(forged)).toEqual([]);
  expect(await broken(forged, [entries[3] as AuditEntry])).toEqual(['anchored-otherwise 3']);
});

test('[T2] what no anchor has for two hours is named once, by its first entry', async () => {
  const entries = chain(4);
  const later = noon + 3 * 3_600_000;
  expect(await broken(entries, [entries[1] as AuditEntry], later)).toEqual(['unanchored 2']);
  expect(await broken(entries, [entries[3] as AuditEntry], later)).toEqual([]);
});

test('[T2] the beginning of a chain may be gone only once it is older than it has to be kept', async () => {
  const entries = chain(4).slice(2);
  const anchored = [chain(4)[3] as AuditEntry];
  expect(await broken(entries, anchored)).toEqual(['missing 0']);
  expect(await broken(entries, anchored, Date.parse('2029-01-06T00:00:00.000Z'))).toEqual([]);
});
