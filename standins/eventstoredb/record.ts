/** One stored event: what queries need in front, then the finished ReadResp frame, so that a read sends bytes and encodes nothing. */

export interface NewEvent {
  /** Lower-case UUID. */
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Revision of the event that ends a tombstoned stream: the largest signed 64-bit number, which a double cannot hold. */
export const TOMBSTONE = 2 ** 63;

const HEADER = 48;
const CREATED = 0;
const REVISION = 8;
const POSITION = 16;
const RECORDED = 24;
const NAME = 32;
const TYPE = 40;
const FRAME_PREFIX = 5;
const ID_LENGTH = 36;

const varintLength = (n: number): number => {
  let length = 1;
  for (let rest = n; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
};

const writeVarint = (to: Buffer, at: number, n: number): number => {
  let offset = at;
  let rest = n;
  while (rest >= 128) {
    to[offset++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  to[offset++] = rest;
  return offset;
};

const fieldLength = (length: number): number => 1 + varintLength(length) + length;

const writeTag = (to: Buffer, at: number, tag: number, length: number): number => {
  to[at] = tag;
  return writeVarint(to, at + 1, length);
};

/** Tag and length of a field of that many bytes. */
export const bytesTag = (tag: number, length: number): Buffer => {
  const bytes = Buffer.allocUnsafe(1 + varintLength(length));
  writeTag(bytes, 0, tag, length);
  return bytes;
};

const writeText = (to: Buffer, at: number, tag: number, text: string, length: number): number => {
  const start = writeTag(to, at, tag, length);
  to.write(text, start, 'utf8');
  return start + length;
};

const writeBytes = (to: Buffer, at: number, tag: number, bytes: Uint8Array): number => {
  const start = writeTag(to, at, tag, bytes.length);
  to.set(bytes, start);
  return start + bytes.length;
};

/** 2^63 - 1 as a varint: eight times 0xff, then 0x7f. */
const writeRevision = (to: Buffer, at: number, revision: number): number => {
  if (revision < TOMBSTONE) return writeVarint(to, at, revision);
  to.fill(0xff, at, at + 8);
  to[at + 8] = 0x7f;
  return at + 9;
};

const entryLength = (key: string, valueLength: number): number => 2 + key.length + fieldLength(valueLength);

const writeEntry = (to: Buffer, at: number, key: string, value: string, valueLength: number): number => {
  const start = writeTag(to, at, 0x32, entryLength(key, valueLength));
  return writeText(to, writeText(to, start, 0x0a, key, key.length), 0x12, value, valueLength);
};

/** Builds the record of an event at a position; its length is the distance to the next position. */
export const encodeRecord = (
  stream: string,
  revision: number,
  position: number,
  createdMs: number,
  event: NewEvent,
): Buffer => {
  const nameLength = Buffer.byteLength(stream);
  const typeLength = Buffer.byteLength(event.type);
  const contentTypeLength = Buffer.byteLength(event.contentType);
  const created = `${createdMs}0000`;
  const positionLength = varintLength(position);
  const recordedLength =
    fieldLength(2 + ID_LENGTH) +
    fieldLength(fieldLength(nameLength)) +
    (1 + (revision < TOMBSTONE ? varintLength(revision) : 9)) +
    2 * (1 + positionLength) +
    fieldLength(entryLength('type', typeLength)) +
    fieldLength(entryLength('created', created.length)) +
    fieldLength(entryLength('content-type', contentTypeLength)) +
    fieldLength(event.metadata.length) +
    fieldLength(event.data.length);
  const readEventLength = fieldLength(recordedLength) + 1 + positionLength;
  const messageLength = fieldLength(readEventLength);
  const record = Buffer.allocUnsafe(HEADER + FRAME_PREFIX + messageLength);

  let at = HEADER;
  record[at] = 0;
  record.writeUInt32BE(messageLength, at + 1);
  at = writeTag(record, at + FRAME_PREFIX, 0x0a, readEventLength);
  at = writeTag(record, at, 0x0a, recordedLength);
  record.writeUInt32BE(at, RECORDED);
  record.writeUInt32BE(recordedLength, RECORDED + 4);
  at = writeTag(record, at, 0x0a, 2 + ID_LENGTH);
  at = writeText(record, at, 0x12, event.id, ID_LENGTH);
  at = writeTag(record, at, 0x12, fieldLength(nameLength));
  at = writeText(record, at, 0x1a, stream, nameLength);
  record.writeUInt32BE(at - nameLength, NAME);
  record.writeUInt32BE(nameLength, NAME + 4);
  record[at] = 0x18;
  at = writeRevision(record, at + 1, revision);
  record[at] = 0x20;
  at = writeVarint(record, at + 1, position);
  record[at] = 0x28;
  at = writeVarint(record, at + 1, position);
  at = writeEntry(record, at, 'type', event.type, typeLength);
  record.writeUInt32BE(at - typeLength, TYPE);
  record.writeUInt32BE(typeLength, TYPE + 4);
  at = writeEntry(record, at, 'created', created, created.length);
  at = writeEntry(record, at, 'content-type', event.contentType, contentTypeLength);
  at = writeBytes(record, at, 0x3a, event.metadata);
  at = writeBytes(record, at, 0x42, event.data);
  record[at] = 0x18;
  writeVarint(record, at + 1, position);
  record.writeDoubleBE(createdMs, CREATED);
  record.writeDoubleBE(revision, REVISION);
  record.writeDoubleBE(position, POSITION);
  return record;
};

const slice = (record: Buffer, field: number): Buffer => {
  const start = record.readUInt32BE(field);
  return record.subarray(start, start + record.readUInt32BE(field + 4));
};

/** Milliseconds since 1970. */
export const createdOf = (record: Buffer): number => record.readDoubleBE(CREATED);
export const revisionOf = (record: Buffer): number => record.readDoubleBE(REVISION);
export const positionOf = (record: Buffer): number => record.readDoubleBE(POSITION);
export const streamOf = (record: Buffer): string => slice(record, NAME).toString();
export const typeOf = (record: Buffer): string => slice(record, TYPE).toString();
export const idOf = (record: Buffer): string => {
  const start = record.readUInt32BE(RECORDED) + 4;
  return record.toString('latin1', start, start + ID_LENGTH);
};

/** The gRPC frame (prefix and ReadResp) as it goes over the wire. */
export const frameOf = (record: Buffer): Buffer => record.subarray(HEADER);

/** The frame of a followed link: the target when it is there, the link itself, and the link's position. */
export const linkFrame = (target: Buffer | undefined, link: Buffer, position: number): Buffer => {
  const linked = slice(link, RECORDED);
  const event = target && slice(target, RECORDED);
  const readEventLength =
    (event ? fieldLength(event.length) : 0) + fieldLength(linked.length) + 1 + varintLength(position);
  const messageLength = fieldLength(readEventLength);
  const frame = Buffer.allocUnsafe(FRAME_PREFIX + messageLength);
  frame[0] = 0;
  frame.writeUInt32BE(messageLength, 1);
  let at = writeTag(frame, FRAME_PREFIX, 0x0a, readEventLength);
  if (event) at = writeBytes(frame, at, 0x0a, event);
  at = writeBytes(frame, at, 0x12, linked);
  frame[at] = 0x18;
  writeVarint(frame, at + 1, position);
  return frame;
};
