/** One update of one document, found or made by an upsert: what update and findAndModify share. */
import { ObjectId } from 'bson';
import { refuse } from './errors.ts';
import { documentOf, type Found } from './find.ts';
import type { Matcher, Position } from './match.ts';
import { arrayFilters } from './path.ts';
import { insertRecord, replaceRecord, withLeadingId } from './records.ts';
import { isReplacement, seedOf } from './replacement.ts';
import type { Collection, Store } from './store.ts';
import { compileUpdate, type Occasion } from './update.ts';
import { type Doc, encode, equal } from './values.ts';

/** What is to become of a found document. */
export interface Change {
  /** Changes the record; false when it already was so. */
  apply(store: Store, collection: Collection, found: Found): { modified: boolean; after: Doc };
  /** Makes the document of an upsert. */
  insert(store: Store, collection: Collection, filter: Doc): Doc;
}

const refuseOtherId = (before: unknown, after: unknown): void => {
  if (!equal(before, after))
    refuse(
      'ImmutableField',
      "After applying the update, the (immutable) field '_id' was found to have been altered to another value",
    );
};

/** `bytes` are the replacement as it came, `doc` the same decoded. */
const replacement = (doc: Doc, bytes: Buffer): Change => ({
  apply: (store, collection, found) => {
    const old = documentOf(found);
    const after = { _id: old._id, ...doc };
    refuseOtherId(old._id, after._id);
    const whole = withLeadingId(bytes, () => old._id);
    const modified = !whole.equals(found.bytes);
    if (modified) replaceRecord(store, collection, found.record, old, whole, after);
    return { modified, after };
  },
  insert: (store, collection, filter) => {
    const seed = seedOf(filter);
    const made = { _id: seed._id ?? new ObjectId(), ...doc };
    if ('_id' in seed) refuseOtherId(seed._id, made._id);
    insertRecord(
      store,
      collection,
      withLeadingId(bytes, () => made._id),
      made,
    );
    return made;
  },
});

const usesPosition = (given: Doc | Doc[]): boolean =>
  !Array.isArray(given) &&
  Object.values(given).some(paths => Object.keys(paths as Doc).some(path => path.includes('.$')));

const modification = (given: Doc | Doc[], filters: unknown, test: Matcher): Change => {
  const update = compileUpdate(given);
  const places = { filters: arrayFilters(filters) };
  const positional = usesPosition(given);
  const occasion = (doc: Doc): Occasion => {
    const at: Position = {};
    if (positional) test(doc, at);
    return { ...places, position: at.index, inserting: false };
  };
  return {
    apply: (store, collection, found) => {
      const old = documentOf(found);
      const after = update(old, occasion(old));
      refuseOtherId(old._id, after._id);
      const bytes = encode(after);
      const modified = !bytes.equals(found.bytes);
      if (modified) replaceRecord(store, collection, found.record, old, bytes, after);
      return { modified, after };
    },
    insert: (store, collection, filter) => {
      const seed = seedOf(filter);
      const id = seed._id;
      const made = update(seed, { ...places, position: undefined, inserting: true });
      if (id !== undefined) refuseOtherId(id, made._id);
      const whole = { _id: made._id ?? new ObjectId(), ...made };
      const bytes = encode(whole);
      insertRecord(store, collection, bytes, whole);
      return whole;
    },
  };
};

/** `bytes` gives the update as it came, `test` is the compiled filter. Throws a CommandError on an update that is none. */
export const changeOf = (update: unknown, bytes: () => Buffer, filters: unknown, test: Matcher): Change => {
  if (isReplacement(update)) return replacement(update, bytes());
  return modification(update as Doc | Doc[], filters, test);
};
