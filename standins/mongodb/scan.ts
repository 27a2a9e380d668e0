/** Pages through a key range, so that a cursor may rest between batches without holding a snapshot. */
import type { Database } from 'lmdb';

export interface Range {
  /** Inclusive. */
  readonly start: Buffer;
  /** Exclusive. */
  readonly end: Buffer;
}

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

const largest = 512;

export function* scan(table: Database<Buffer, Buffer>, { start, end }: Range, reverse = false): Generator<Entry> {
  let [low, high] = [start, end];
  for (let limit = 32; ; limit = Math.min(limit * 4, largest)) {
    const page = [
      ...table.getRange(
        reverse
          ? { start: high, end: low, reverse, limit, exclusiveStart: true, inclusiveEnd: true }
          : { start: low, end: high, limit },
      ),
    ];
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    if (reverse) high = last.key;
    else low = Buffer.concat([last.key, Buffer.alloc(1)]);
  }
}
