/** Open cursors and the batches they answer with; documents go out as the bytes they are stored as. */

import { refuse } from './errors.ts';
import { type Doc, encode } from './values.ts';

interface Open {
  readonly namespace: string;
  readonly rows: Iterator<Uint8Array>;
  /** Read already, but over the size of the last batch. */
  held: Uint8Array | undefined;
  expires: number;
}

export interface Cursors {
  /** The first batch; `id` is 0n when there is no more. `size` undefined is the server's 101. */
  open(namespace: string, rows: Iterator<Uint8Array>, size: number | undefined, single: boolean): Buffer;
  /** Throws CursorNotFound. */
  more(namespace: string, id: bigint, size: number | undefined): Buffer;
  kill(ids: readonly bigint[]): Doc;
}

const firstBatch = 101;
const maxBytes = 16 * 1024 * 1024;
const idleMilliseconds = 600_000;

const batchOf = (cursor: Open, size: number): { rows: Uint8Array[]; done: boolean } => {
  const rows: Uint8Array[] = [];
  let bytes = 0;
  while (rows.length < size) {
    const next = cursor.held ? { done: false, value: cursor.held } : cursor.rows.next();
    cursor.held = undefined;
    if (next.done) return { rows, done: true };
    bytes += next.value.length;
    if (rows.length > 0 && bytes > maxBytes) {
      cursor.held = next.value;
      return { rows, done: false };
    }
    rows.push(next.value);
  }
  // Knowing the end now saves the client a round trip.
  const ahead = cursor.rows.next();
  cursor.held = ahead.done ? undefined : ahead.value;
  return { rows, done: ahead.done === true };
};

/** `{cursor: {<name>: rows, id, ns}, ok: 1}` around the rows' own bytes. */
const reply = (name: string, rows: readonly Uint8Array[], id: bigint, namespace: string): Buffer => {
  const parts: Uint8Array[] = [];
  let size = 5;
  for (const [i, row] of rows.entries()) {
    const head = Buffer.from(`\x03${i}\0`);
    parts.push(head, row);
    size += head.length + row.length;
  }
  const length = Buffer.alloc(4);
  length.writeInt32LE(size);
  const array = [Buffer.from(`\x04${name}\0`), length, ...parts, Buffer.alloc(1)];
  const rest = encode({ id, ns: namespace }).subarray(4);
  const cursorSize = 4 + array.reduce((sum, part) => sum + part.length, 0) + rest.length;
  const tail = encode({ ok: 1 }).subarray(4);
  const head = Buffer.alloc(16);
  head.writeInt32LE(4 + 8 + cursorSize + tail.length, 0);
  head.write('\x03cursor\0', 4, 'latin1');
  head.writeInt32LE(cursorSize, 12);
  return Buffer.concat([head, ...array, rest, tail]);
};

export const openCursors = (): Cursors => {
  const cursors = new Map<bigint, Open>();
  let last = BigInt(Date.now()) * 1000n;

  const expire = (): void => {
    for (const [id, { expires }] of cursors) if (expires < Date.now()) cursors.delete(id);
  };
  const answer = (name: string, cursor: Open, id: bigint, size: number, single: boolean): Buffer => {
    const { rows, done } = batchOf(cursor, size);
    const ended = done || single;
    cursor.expires = Date.now() + idleMilliseconds;
    if (ended) cursors.delete(id);
    else cursors.set(id, cursor);
    return reply(name, rows, ended ? 0n : id, cursor.namespace);
  };

  return {
    open: (namespace, rows, size = firstBatch, single) => {
      expire();
      return answer('firstBatch', { namespace, rows, held: undefined, expires: 0 }, ++last, size, single);
    },
    more: (namespace, id, size = Number.POSITIVE_INFINITY) => {
      const cursor = cursors.get(id) ?? refuse('CursorNotFound', `cursor id ${id} not found`);
      if (cursor.namespace !== namespace)
        refuse(
          'BadValue',
          `Requested getMore on namespace '${namespace}', but cursor belongs to '${cursor.namespace}'`,
        );
      return answer('nextBatch', cursor, id, size > 0 ? size : Number.POSITIVE_INFINITY, false);
    },
    kill: ids => ({
      cursorsKilled: ids.filter(id => cursors.delete(id)),
      cursorsNotFound: [],
      cursorsAlive: [],
      cursorsUnknown: [],
      ok: 1,
    }),
  };
};
