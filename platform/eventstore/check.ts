/** Checks an append before the client sees it, because a bad request breaks the client's connection for everybody. */

import { InvalidEvent } from './errors.ts';
import type { ExpectedRevision, NewEvent } from './types.ts';

/** The server's limit on types, data and metadata of one append together, in bytes. */
export const maxAppendBytes = 1_048_576;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Printable ASCII without a leading `$`: the server answers other stream names with HTTP 500, and `$` marks its own. */
const name = /^[!-#%-~][!-~]{0,499}$/;

const encoder = new TextEncoder();

const jsonOf = (what: string, value: unknown): string => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
    throw new InvalidEvent(`${what} is not an object`);
  try {
    return JSON.stringify(value);
  } catch {
    throw new InvalidEvent(`${what} is not JSON`);
  }
};

/**
 * Answers the metadata of each event as bytes, which the client sends as they are; objects it takes through base64 and back. Throws
 * InvalidEvent with what is wrong; never repeats data.
 */
export const check = (
  stream: string,
  events: readonly NewEvent[],
  expected: ExpectedRevision,
): readonly Uint8Array[] => {
  if (!name.test(stream))
    throw new InvalidEvent('the stream name is empty, too long, a system name or not plain ASCII');
  if (expected !== 'no_stream' && !(Number.isSafeInteger(expected) && expected >= 0))
    throw new InvalidEvent(`${stream}: expected revision is neither a revision nor no_stream`);
  if (events.length === 0) throw new InvalidEvent(`${stream}: nothing to append`);
  if (new Set(events.map(event => event.id)).size < events.length)
    throw new InvalidEvent(`${stream}: two events share an id`);
  let bytes = 0;
  const encoded = events.map(({ id, type, data, metadata }, index) => {
    const where = `${stream}, event ${index}`;
    if (!uuid.test(id)) throw new InvalidEvent(`${where}: the id is not a lower-case UUID`);
    if (!name.test(type))
      throw new InvalidEvent(`${where}: the type is empty, too long, a system type or not plain ASCII`);
    const sent = encoder.encode(jsonOf(`${where}: metadata`, metadata));
    bytes += type.length + Buffer.byteLength(jsonOf(`${where}: data`, data)) + sent.length;
    return sent;
  });
  if (bytes > maxAppendBytes)
    throw new InvalidEvent(`${stream}: ${bytes} bytes in one append, at most ${maxAppendBytes} fit`);
  return encoded;
};
