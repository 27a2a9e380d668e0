/** Reads and writes of single records with all their index entries; the writes only inside a commit. */
import { onDemand } from 'bson';
import { refuse } from './errors.ts';
import { type Index, keysOf } from './indexes.ts';
import { idKey, isCut, recordKey } from './keys.ts';
import { scan } from './scan.ts';
import { valuesAt } from './sort.ts';
import { type Collection, namespace, type Store } from './store.ts';
import { type Doc, decode, encode } from './values.ts';

const maxDocument = 16 * 1024 * 1024;
const nothing = Buffer.alloc(0);
const after = Buffer.from([0xff]);

export const readRecord = (store: Store, collection: Collection, record: number): Buffer | undefined =>
  store.documents.get(recordKey(collection.id, record));

/** The record with this _id. */
export const findId = (store: Store, collection: Collection, id: unknown): number | undefined =>
  store.ids.get(idKey(collection.id, id))?.readUIntBE(0, 6);

const shown = (value: unknown): string =>
  typeof value === 'string' ? `"${value}"` : value === undefined ? 'null' : String(value);

const duplicate = (collection: Collection, name: string, pattern: Doc, doc: Doc): never => {
  const value = Object.fromEntries(Object.keys(pattern).map(path => [path, valuesAt(doc, path.split('.'))[0] ?? null]));
  const text = Object.entries(value).map(([path, each]) => `${path}: ${shown(each)}`);
  return refuse(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${namespace(collection)} index: ${name} dup key: { ${text.join(', ')} }`,
    { keyPattern: pattern, keyValue: value },
  );
};

const refuseTaken = (
  store: Store,
  collection: Collection,
  index: Index,
  key: Buffer,
  record: number,
  doc: Doc,
): void => {
  if (isCut(key)) refuse('BadValue', `a key of the unique index ${index.name} is too long`);
  for (const entry of store.entries.getKeys({ start: key, end: Buffer.concat([key, after]), limit: 2 }))
    if (entry.readUIntBE(entry.length - 6, 6) !== record) duplicate(collection, index.name, index.spec.key as Doc, doc);
};

const entry = (key: Buffer, record: number): Buffer => {
  const whole = Buffer.allocUnsafe(key.length + 6);
  key.copy(whole);
  whole.writeUIntBE(record, key.length, 6);
  return whole;
};

interface Change {
  readonly added: Buffer[];
  readonly removed: Buffer[];
}

/** Which entries come and go; refuses a taken unique key before anything is written. */
const changes = (
  store: Store,
  collection: Collection,
  record: number,
  old: Doc | undefined,
  doc: Doc | undefined,
): Change => {
  const change: Change = { added: [], removed: [] };
  for (const index of collection.indexes) {
    if (old && doc && !index.covers && index.roots.every(name => old[name] === doc[name])) continue;
    const { multikey } = index;
    const before = old ? keysOf(index, old) : [];
    const now = doc ? keysOf(index, doc) : [];
    if (index.multikey !== multikey) store.save(collection);
    for (const key of now) {
      if (before.some(known => known.equals(key))) continue;
      if (index.unique && doc) refuseTaken(store, collection, index, key, record, doc);
      change.added.push(entry(key, record));
    }
    for (const key of before) if (!now.some(known => known.equals(key))) change.removed.push(entry(key, record));
  }
  return change;
};

const apply = (store: Store, { added, removed }: Change): void => {
  for (const key of removed) store.entries.removeSync(key);
  for (const key of added) store.entries.putSync(key, nothing);
};

const refuseLarge = (bytes: Buffer): void => {
  if (bytes.length > maxDocument)
    refuse('BSONObjectTooLarge', `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and ${maxDocument}`);
};

/** A document's bytes with `_id` as its first field: where it stands elsewhere it is moved, where it is missing `id` is put. */
export const withLeadingId = (bytes: Buffer, id: () => unknown): Buffer => {
  const elements = [...onDemand.parseToElements(bytes)];
  const at = elements.findIndex(
    ([, start, length]) => length === 3 && bytes.toString('latin1', start, start + 3) === '_id',
  );
  if (at === 0) return bytes;
  const body = bytes.subarray(4, -1);
  const size = Buffer.alloc(4);
  const end = Buffer.from([0]);
  const element = elements[at];
  if (element === undefined) {
    const lead = encode({ _id: id() }).subarray(4, -1);
    size.writeInt32LE(bytes.length + lead.length);
    return Buffer.concat([size, lead, body, end]);
  }
  const [, name, , offset, length] = element;
  const lead = bytes.subarray(name - 1, offset + length);
  size.writeInt32LE(bytes.length);
  return Buffer.concat([size, lead, bytes.subarray(4, name - 1), bytes.subarray(offset + length, -1), end]);
};

const takeRecord = (store: Store, collection: Collection): number => {
  if (collection.nextRecord === undefined) {
    const range = { start: recordKey(collection.id + 1, 0), end: recordKey(collection.id, 0), reverse: true, limit: 1 };
    const [last] = [...store.documents.getKeys({ ...range, exclusiveStart: true, inclusiveEnd: true })];
    collection.nextRecord = last ? last.readUIntBE(4, 6) + 1 : 1;
  }
  return collection.nextRecord++;
};

/** `bytes` begin with `_id`. Refuses a taken _id or unique key, an array as _id and a document over 16 MB. */
export const insertRecord = (store: Store, collection: Collection, bytes: Buffer, doc = decode(bytes)): void => {
  refuseLarge(bytes);
  const id = doc._id;
  if (Array.isArray(id) || id instanceof RegExp) refuse('BadValue', "The '_id' value cannot be of type array or regex");
  const key = idKey(collection.id, id);
  if (store.ids.get(key) !== undefined) duplicate(collection, '_id_', { _id: 1 }, doc);
  const record = takeRecord(store, collection);
  const change = changes(store, collection, record, undefined, doc);
  const value = Buffer.alloc(6);
  value.writeUIntBE(record, 0, 6);
  store.ids.putSync(key, value);
  store.documents.putSync(recordKey(collection.id, record), bytes);
  apply(store, change);
};

/** The documents of before and after are needed for their index entries; the _id must be the same. */
export const replaceRecord = (
  store: Store,
  collection: Collection,
  record: number,
  old: Doc,
  bytes: Buffer,
  doc: Doc,
): void => {
  refuseLarge(bytes);
  const change = changes(store, collection, record, old, doc);
  store.documents.putSync(recordKey(collection.id, record), bytes);
  apply(store, change);
};

export const removeRecord = (store: Store, collection: Collection, record: number, old: Doc): void => {
  const change = changes(store, collection, record, old, undefined);
  store.ids.removeSync(idKey(collection.id, old._id));
  store.documents.removeSync(recordKey(collection.id, record));
  apply(store, change);
};

/** Fills a new index. Refuses when two documents share a unique key; what was written by then is the caller's to discard. */
export const fillIndex = (store: Store, collection: Collection, index: Index): void => {
  const range = { start: recordKey(collection.id, 0), end: recordKey(collection.id + 1, 0) };
  for (const { key: at, value } of scan(store.documents, range)) {
    const doc = decode(value);
    const record = at.readUIntBE(4, 6);
    for (const key of keysOf(index, doc)) {
      if (index.unique) refuseTaken(store, collection, index, key, record, doc);
      store.entries.putSync(entry(key, record), nothing);
    }
  }
};
