/** MongoDB's wire protocol: OP_MSG both ways, and OP_QUERY for the driver's first hello. */
import { deserialize } from 'bson';
import { CommandError } from './errors.ts';
import { type Doc, encode } from './values.ts';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;
/** Statements of writes stay bytes: an inserted document is stored as it came. */
const raw = new Map([
  ['insert', 'documents'],
  ['update', 'updates'],
  ['delete', 'deletes'],
]);

export interface Request {
  readonly id: number;
  readonly command: Doc;
  /** False for an unacknowledged write. */
  readonly wantsAnswer: boolean;
  readonly legacy: boolean;
}

const body = (bytes: Buffer): Doc => {
  const statements = raw.get(bytes.subarray(5, bytes.indexOf(0, 5)).toString());
  const fieldsAsRaw = statements === undefined ? {} : { [statements]: true };
  return deserialize(bytes, { useBigInt64: true, fieldsAsRaw, validation: { utf8: false } }) as Doc;
};

const documents = (bytes: Buffer): Buffer[] => {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes.readInt32LE(at);
    found.push(bytes.subarray(at, at + length));
    at += length;
  }
  return found;
};

const parseMsg = (message: Buffer, id: number): Request => {
  const flags = message.readUInt32LE(16);
  const end = message.length - (flags & checksumPresent ? 4 : 0);
  let command: Doc = {};
  const sequences: Doc = {};
  for (let at = 20; at < end; ) {
    const kind = message[at++];
    const length = message.readInt32LE(at);
    const section = message.subarray(at, at + length);
    if (kind === 0) command = body(section);
    else {
      const name = section.subarray(4, section.indexOf(0, 4)).toString();
      const sequence = documents(section.subarray(5 + name.length));
      sequences[name] = [...raw.values()].includes(name) ? sequence : sequence.map(body);
    }
    at += length;
  }
  return { id, command: { ...command, ...sequences }, wantsAnswer: (flags & moreToCome) === 0, legacy: false };
};

const parseQuery = (message: Buffer, id: number): Request => {
  const name = message.subarray(20, message.indexOf(0, 20)).toString();
  const command = body(message.subarray(20 + name.length + 9));
  return { id, command: { ...command, $db: name.split('.')[0] }, wantsAnswer: true, legacy: true };
};

/** One whole message, header included. Throws a RangeError or BSONError when it is not one. */
export const parse = (message: Buffer): Request => {
  const id = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === opMsg) return parseMsg(message, id);
  if (operation === opQuery) return parseQuery(message, id);
  throw new CommandError(352, 'UnsupportedOpQueryCommand', `Unsupported operation ${operation}`);
};

let answers = 0;

/** The message that answers a request with one document, given as fields or as bytes. */
export const answer = (request: Pick<Request, 'id' | 'legacy'>, reply: Doc | Buffer): Buffer => {
  const document = Buffer.isBuffer(reply) ? reply : encode(reply);
  const header = Buffer.alloc(request.legacy ? 36 : 21);
  header.writeInt32LE(header.length + document.length, 0);
  header.writeInt32LE(++answers & 0x7fffffff, 4);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(request.legacy ? opReply : opMsg, 12);
  if (request.legacy) {
    header.writeInt32LE(8, 16);
    header.writeInt32LE(1, 32);
  }
  return Buffer.concat([header, document]);
};

const maxMessage = 48_000_000;

/** Cuts a socket's bytes into messages. Throws a RangeError on bytes that are no message. */
export const framer = (): ((chunk: Buffer) => Buffer[]) => {
  let pending: Buffer[] = [];
  let size = 0;
  let needed = 4;
  return chunk => {
    pending.push(chunk);
    size += chunk.length;
    if (size < needed) return [];
    const messages: Buffer[] = [];
    let rest = pending.length === 1 ? chunk : Buffer.concat(pending);
    for (;;) {
      needed = rest.length < 4 ? 4 : rest.readInt32LE(0);
      if (rest.length >= 4 && (needed < 16 || needed > maxMessage))
        throw new RangeError(`a message of ${needed} bytes`);
      if (rest.length < needed) break;
      messages.push(rest.subarray(0, needed));
      rest = rest.subarray(needed);
    }
    pending = rest.length > 0 ? [rest] : [];
    size = rest.length;
    return messages;
  };
};
