/** Turns a value into bytes that sort as the server orders values: what _id look-ups and indexes are kept under. */
import { createHash } from 'node:crypto';
import type { Binary, Code, ObjectId, Timestamp } from 'bson';
import { type Doc, fields, numeric, order, regexParts, typeOrder } from './values.ts';

/** LMDB's keys end at 1,978 bytes; the rest is for a record's number or an overlong _id's hash. */
const limit = 1900;
let bytes = Buffer.alloc(4096);
let at = 0;

const room = (length: number): void => {
  if (at + length > bytes.length) bytes = Buffer.concat([bytes], Math.max(bytes.length * 2, at + length));
};
const byte = (value: number): void => {
  room(1);
  bytes[at++] = value;
};

/** Zero-terminated; a zero inside becomes 00 FF so that a prefix still sorts first. */
const text = (value: string): void => {
  room(value.length * 3 + 1);
  if (value.includes('\0')) {
    for (const part of Buffer.from(value)) {
      byte(part);
      if (part === 0) byte(0xff);
    }
  } else at += bytes.write(value, at);
  byte(0);
};

const word = (value: bigint): void => {
  room(8);
  bytes.writeBigUInt64BE(BigInt.asUintN(64, value), at);
  at += 8;
};

/** The double's bits made sortable, then what an int64 differs from that double: 2^53 and 2^53 + 1 stay apart. */
const number = (value: number | bigint): void => {
  room(10);
  const double = Number(value);
  bytes.writeDoubleBE(double === 0 ? 0 : double, at);
  if (Number.isNaN(double)) bytes.fill(0, at, at + 8);
  else if (double < 0) for (let i = at; i < at + 8; i++) bytes[i] = ~(bytes[i] as number);
  else bytes[at] = (bytes[at] as number) | 0x80;
  const rest = typeof value === 'bigint' && !Number.isSafeInteger(double) ? Number(value - BigInt(double)) : 0;
  bytes.writeUInt16BE(0x8000 + rest, at + 8);
  at += 10;
};

const objectId = ({ id }: ObjectId): void => {
  room(12);
  bytes.set(id, at);
  at += 12;
};

const binary = ({ position, buffer, sub_type }: Binary): void => {
  room(5 + position);
  at = bytes.writeUInt32BE(position, at);
  bytes[at++] = sub_type;
  bytes.set(buffer.subarray(0, position), at);
  at += position;
};

const object = (value: Doc): void => {
  for (const [name, field] of Object.entries(fields(value))) {
    byte(typeOrder(field));
    text(name);
    write(field);
  }
  byte(0);
};

const array = (value: readonly unknown[]): void => {
  for (const element of value) write(element);
  byte(0);
};

/** What follows the type byte, for the types that have more to say. */
const payloads: Record<number, (value: never) => void> = {
  [order.number]: (value: unknown) => number(numeric(value)),
  [order.string]: (value: unknown) => text(String(value)),
  [order.object]: object,
  [order.array]: array,
  [order.binary]: binary,
  [order.objectId]: objectId,
  [order.boolean]: (value: boolean) => byte(value ? 1 : 0),
  [order.date]: (value: Date) => word(BigInt(value.getTime() || 0) + (1n << 63n)),
  [order.timestamp]: (value: Timestamp) => word(value.toBigInt()),
  [order.regex]: (value: unknown) => regexParts(value).forEach(text),
  [order.code]: (value: Code) => text(String(value.code)),
};

const write = (value: unknown): void => {
  const type = typeOrder(value);
  byte(type);
  payloads[type]?.(value as never);
};

/** Key of one _id in one collection; an overlong one ends in its hash and so stays unique. */
export const idKey = (collection: number, id: unknown): Buffer => {
  at = 0;
  room(4);
  at = bytes.writeUInt32BE(collection, 0);
  write(id);
  if (at <= limit) return Buffer.from(bytes.subarray(0, at));
  const hash = createHash('sha256').update(bytes.subarray(0, at)).digest();
  return Buffer.concat([bytes.subarray(0, limit), hash]);
};

/**
 * Key of one index entry without its record: the index's number, then each value; -1 inverts a descending one.
 * An overlong key is cut: look-ups by it find too much, never too little.
 */
export const entryKey = (index: number, values: readonly unknown[], directions: readonly number[]): Buffer => {
  at = 0;
  room(4);
  at = bytes.writeUInt32BE(index, 0);
  for (const [i, value] of values.entries()) {
    const start = at;
    write(value);
    if ((directions[i] ?? 1) < 0) for (let j = start; j < at; j++) bytes[j] = ~(bytes[j] as number);
  }
  return Buffer.from(bytes.subarray(0, Math.min(at, limit)));
};

/** Collection or index number followed by a record's six bytes. */
export const recordKey = (prefix: number, record: number): Buffer => {
  const key = Buffer.allocUnsafe(10);
  key.writeUInt32BE(prefix, 0);
  key.writeUIntBE(record, 4, 6);
  return key;
};

export const isCut = (key: Buffer): boolean => key.length >= limit;
