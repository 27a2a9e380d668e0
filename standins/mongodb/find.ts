/** Finds the documents of a filter, in order: what find, count, distinct, aggregate and every write begin with. */
import { recordKey } from './keys.ts';
import { compile, type Matcher } from './match.ts';
import { isPrimary, type Plan, plan } from './plan.ts';
import { findId, readRecord } from './records.ts';
import { type Range, scan } from './scan.ts';
import { compareBy } from './sort.ts';
import type { Collection, Store } from './store.ts';
import { type Doc, decode, isDoc, order, typeOrder } from './values.ts';

export interface Found {
  readonly record: number;
  readonly bytes: Buffer;
  /** Decoded once the filter needed it; `documentOf` decodes otherwise. */
  doc: Doc | undefined;
}

export interface Query {
  readonly filter: Doc;
  readonly sort?: Doc;
  readonly skip?: number;
  /** 0 is no limit. */
  readonly limit?: number;
}

export const documentOf = (found: Found): Doc => {
  found.doc ??= decode(found.bytes);
  return found.doc;
};

const wholeCollection = (collection: Collection): Range => ({
  start: recordKey(collection.id, 0),
  end: recordKey(collection.id + 1, 0),
});

function* records(store: Store, { index, ranges, reverse }: Plan & { index: object }): Generator<number> {
  const seen = index.multikey ? new Set<number>() : undefined;
  for (const range of ranges)
    if (isPrimary(index)) for (const { value } of scan(store.ids, range, reverse)) yield value.readUIntBE(0, 6);
    else
      for (const { key } of scan(store.entries, range, reverse)) {
        const record = key.readUIntBE(key.length - 6, 6);
        if (seen?.has(record)) continue;
        seen?.add(record);
        yield record;
      }
}

function* candidates(store: Store, collection: Collection, chosen: Plan): Generator<Found> {
  const { index } = chosen;
  if (!index) {
    for (const { key, value } of scan(store.documents, wholeCollection(collection)))
      yield { record: key.readUIntBE(4, 6), bytes: value, doc: undefined };
    return;
  }
  for (const record of records(store, { ...chosen, index })) {
    // It may have gone between two batches.
    const bytes = readRecord(store, collection, record);
    if (bytes) yield { record, bytes, doc: undefined };
  }
}

const isPlain = (value: unknown): boolean =>
  typeOrder(value) !== order.regex &&
  !Array.isArray(value) &&
  !(isDoc(value) && Object.keys(value)[0]?.startsWith('$'));

/** The record of a filter that names one _id, which most do. */
const single = (store: Store, collection: Collection, filter: Doc): Found | undefined => {
  const record = findId(store, collection, filter._id);
  const bytes = record === undefined ? undefined : readRecord(store, collection, record);
  return record === undefined || !bytes ? undefined : { record, bytes, doc: undefined };
};

function* matching(
  store: Store,
  collection: Collection,
  filter: Doc,
  test: Matcher | undefined,
  sort: Doc | undefined,
) {
  const names = Object.keys(filter);
  if ('_id' in filter && isPlain(filter._id)) {
    const found = single(store, collection, filter);
    if (found && (names.length === 1 || (test ?? compile(filter))(documentOf(found)))) yield found;
    return;
  }
  const matches = names.length === 0 ? undefined : (test ?? compile(filter));
  const chosen = plan(collection, filter, sort);
  const found = candidates(store, collection, chosen);
  if (chosen.sorted || !sort) {
    for (const each of found) if (!matches || matches(documentOf(each))) yield each;
    return;
  }
  const all: Found[] = [];
  for (const each of found) if (!matches || matches(documentOf(each))) all.push(each);
  const order = compareBy(sort);
  yield* all.sort((a, b) => order(documentOf(a), documentOf(b)));
}

/** `test` is the compiled filter, when the caller has it already. */
export function* search(store: Store, collection: Collection, query: Query, test?: Matcher): Generator<Found> {
  const { filter, sort, skip = 0, limit = 0 } = query;
  let passed = 0;
  for (const found of matching(store, collection, filter, test, sort)) {
    passed++;
    if (passed <= skip) continue;
    yield found;
    if (limit > 0 && passed === skip + limit) return;
  }
}

/** How many match; the whole collection is counted by its keys. */
export const countMatching = (store: Store, collection: Collection, query: Query): number => {
  const { filter, skip = 0, limit = 0 } = query;
  if (Object.keys(filter).length === 0) {
    const rest = Math.max(0, store.documents.getKeysCount(wholeCollection(collection)) - skip);
    return limit > 0 ? Math.min(rest, limit) : rest;
  }
  let count = 0;
  for (const _ of search(store, collection, query)) count++;
  return count;
};
