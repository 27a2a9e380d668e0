/** What becomes of an append: the real server's check of expected revision and repeated ids, as a pure function. */

export type Expected = 'any' | 'no_stream' | 'stream_exists' | number;

/** A stream as the next append finds it, events not yet on disk included. */
export interface StreamView {
  /** Revision of the last event, -1 without one. */
  readonly last: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  hasMetadata(): boolean;
  /** Revision at which this stream got the id, as far as memory remembers. */
  recall(id: string): number | undefined;
  /** The id stored at a revision. */
  idAt(revision: number): string | undefined;
}

export type Decision =
  | { readonly kind: 'store' }
  /** All of it is stored already, up to this revision. */
  | { readonly kind: 'repeated'; readonly revision: number }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'deleted' };

const store: Decision = { kind: 'store' };
const wrong: Decision = { kind: 'wrong' };
const deleted: Decision = { kind: 'deleted' };

/** Without an exact place only memory tells a repeat; a part of one is a conflict. */
const byMemory = (stream: StreamView, ids: readonly string[]): Decision => {
  let revision = -1;
  for (const [index, id] of ids.entries()) {
    const known = stream.recall(id);
    if (known === undefined) return index === 0 ? store : wrong;
    revision = known;
  }
  return ids.length === 0 ? store : { kind: 'repeated', revision };
};

const byPlace = (stream: StreamView, expected: number, ids: readonly string[]): Decision => {
  if (expected === stream.last) return store;
  if (expected > stream.last || ids.length === 0) return wrong;
  for (const [index, id] of ids.entries()) {
    const revision = expected + 1 + index;
    if (stream.recall(id) === revision || stream.idAt(revision) === id) continue;
    return index === 0 && expected === -1 && stream.softDeleted ? store : wrong;
  }
  return { kind: 'repeated', revision: expected + ids.length };
};

export const decide = (stream: StreamView, expected: Expected, ids: readonly string[]): Decision => {
  if (stream.tombstoned) return deleted;
  if (expected === 'stream_exists') {
    if (stream.softDeleted) return deleted;
    if (stream.last < 0 && !stream.hasMetadata()) return wrong;
  }
  if (expected === 'any' || expected === 'stream_exists') return byMemory(stream, ids);
  return byPlace(stream, expected === 'no_stream' ? -1 : expected, ids);
};
