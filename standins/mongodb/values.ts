/** What a decoded document is made of and how MongoDB orders it. int64 is `bigint` here, every other type bson's own. */
import { Binary, Code, type DBRef, deserialize, ObjectId, serialize, Timestamp } from 'bson';

export type Doc = { [key: string]: unknown };

/** Canonical type order of the server; the numbers are also the type bytes of index keys. */
export const order = {
  minKey: 0x0a,
  undefined: 0x0f,
  null: 0x14,
  number: 0x1e,
  string: 0x3c,
  object: 0x46,
  array: 0x50,
  binary: 0x5a,
  objectId: 0x64,
  boolean: 0x6e,
  date: 0x78,
  timestamp: 0x82,
  regex: 0x8c,
  code: 0xa0,
  maxKey: 0xf0,
} as const;

const bsonTypes: Record<string, number> = {
  MinKey: order.minKey,
  MaxKey: order.maxKey,
  ObjectId: order.objectId,
  Binary: order.binary,
  Decimal128: order.number,
  Timestamp: order.timestamp,
  BSONRegExp: order.regex,
  BSONSymbol: order.string,
  Code: order.code,
  DBRef: order.object,
};

export const typeOrder = (value: unknown): number => {
  switch (typeof value) {
    case 'string':
      return order.string;
    case 'number':
    case 'bigint':
      return order.number;
    case 'boolean':
      return order.boolean;
    case 'undefined':
      return order.undefined;
  }
  if (value === null) return order.null;
  if (Array.isArray(value)) return order.array;
  if (value instanceof Date) return order.date;
  if (value instanceof RegExp) return order.regex;
  return bsonTypes[(value as { _bsontype?: string })._bsontype ?? ''] ?? order.object;
};

export const isDoc = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && typeOrder(value) === order.object;

const bytesOf = (value: Binary): Uint8Array => value.buffer.subarray(0, value.position);
const by = (a: number | string | bigint, b: number | string | bigint): number => (a < b ? -1 : a > b ? 1 : 0);
/** Decimal128 compares through its nearest double: enough to order, not to tell two 34-digit neighbours apart. */
export const numeric = (value: unknown): number | bigint =>
  typeof value === 'number' || typeof value === 'bigint' ? value : Number(String(value));

const compareNumbers = (a: number | bigint, b: number | bigint): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return by(a, b);
};

/** UTF-16 order differs from the server's UTF-8 order only where surrogates meet U+E000 to U+FFFF. */
const compareStrings = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return x >= 0xd800 && y >= 0xd800 ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : x - y;
  }
  return a.length - b.length;
};

const compareArrays = (a: readonly unknown[], b: readonly unknown[]): number => {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
};

const compareDocs = (a: Doc, b: Doc): number => {
  const names = Object.keys(a);
  const others = Object.keys(b);
  for (let i = 0; i < Math.min(names.length, others.length); i++) {
    const name = names[i] as string;
    const other = others[i] as string;
    const difference =
      typeOrder(a[name]) - typeOrder(b[other]) || compareStrings(name, other) || compare(a[name], b[other]);
    if (difference !== 0) return difference;
  }
  return names.length - others.length;
};

export const fields = (value: Doc): Doc =>
  (value as { _bsontype?: string })._bsontype === 'DBRef' ? (value as unknown as DBRef).toJSON() : value;
export const regexParts = (value: unknown): [string, string] =>
  value instanceof RegExp
    ? [value.source, value.flags]
    : [(value as { pattern: string }).pattern, (value as { options: string }).options];
const codeText = (value: unknown): string => (value instanceof Code ? String(value.code) : String(value));

/** The server's total order over all values: negative, 0 or positive. */
export const compare = (a: unknown, b: unknown): number => {
  const type = typeOrder(a);
  const difference = type - typeOrder(b);
  if (difference !== 0) return difference;
  switch (type) {
    case order.number:
      return compareNumbers(numeric(a), numeric(b));
    case order.string:
      return compareStrings(String(a), String(b));
    case order.object:
      return compareDocs(fields(a as Doc), fields(b as Doc));
    case order.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case order.boolean:
    case order.date:
      return Number(a) - Number(b);
    case order.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case order.binary: {
      const [x, y] = [a as Binary, b as Binary];
      return x.position - y.position || x.sub_type - y.sub_type || Buffer.compare(bytesOf(x), bytesOf(y));
    }
    case order.timestamp:
      return by((a as Timestamp).toBigInt(), (b as Timestamp).toBigInt());
    case order.regex:
      return compareStrings(regexParts(a).join('/'), regexParts(b).join('/'));
    case order.code:
      return compareStrings(codeText(a), codeText(b));
    default:
      return 0;
  }
};

export const equal = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'string' && typeof b === 'string' ? false : compare(a, b) === 0);

/** int64 comes out as bigint, so that it is written back as int64; an integral double comes back as int32. */
export const decode = (bytes: Uint8Array): Doc =>
  deserialize(bytes, { useBigInt64: true, validation: { utf8: false } }) as Doc;

export const encode = (value: Doc): Buffer => serialize(value, { ignoreUndefined: true }) as Buffer;

const typeNames: readonly [string, number, (value: unknown) => boolean][] = [
  ['double', 1, v => typeof v === 'number' && !(Number.isInteger(v) && Math.abs(v) <= 0x7fffffff)],
  ['string', 2, v => typeof v === 'string'],
  ['object', 3, isDoc],
  ['array', 4, Array.isArray],
  ['binData', 5, v => v instanceof Binary],
  ['objectId', 7, v => v instanceof ObjectId],
  ['bool', 8, v => typeof v === 'boolean'],
  ['date', 9, v => v instanceof Date],
  ['null', 10, v => v === null],
  ['regex', 11, v => typeOrder(v) === order.regex],
  ['int', 16, v => Number.isInteger(v) && Math.abs(v as number) <= 0x7fffffff],
  ['timestamp', 17, v => v instanceof Timestamp],
  ['long', 18, v => typeof v === 'bigint'],
  ['decimal', 19, v => typeOrder(v) === order.number && typeof v === 'object'],
  ['minKey', -1, v => typeOrder(v) === order.minKey],
  ['maxKey', 127, v => typeOrder(v) === order.maxKey],
  ['number', Number.NaN, v => typeOrder(v) === order.number],
];

/** The test behind `$type: alias`, or undefined for an alias that does not exist. */
export const typeTest = (alias: unknown): ((value: unknown) => boolean) | undefined =>
  typeNames.find(([name, number]) => alias === name || alias === number)?.[2];

/** The server's name for a value's type, as error messages spell it. */
export const typeName = (value: unknown): string =>
  typeNames.find(([, , test]) => test(value))?.[0] ?? (value === undefined ? 'missing' : 'object');
