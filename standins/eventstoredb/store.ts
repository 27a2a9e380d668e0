/** The log: decides appends, against memory where the disk is not there yet, and keeps what streams are made of. */
import { randomUUID } from 'node:crypto';
import { type Committed, groupCommit } from './commit.ts';
import { decide, type Expected, type StreamView } from './decide.ts';
import {
  describedBy,
  firstVisible,
  type Head,
  isSoftDeleted,
  metastreamOf,
  noHead,
  SOFT_DELETE,
  truncatedAt,
  withMetadata,
} from './head.ts';
import { recentIds } from './recent.ts';
import { encodeRecord, idOf, type NewEvent, TOMBSTONE } from './record.ts';
import { FIRST_POSITION, indexKey, openTables, type Queries, queries } from './tables.ts';

export type Outcome =
  /** Stored or a repeat; revision -1 when the stream still has no event, position undefined when there is none to show. */
  | { readonly kind: 'done'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong'; readonly current: number }
  | { readonly kind: 'deleted' }
  /** The disk refused; nothing of it is stored. */
  | { readonly kind: 'failed' };
export type Answer = (outcome: Outcome) => void;

export interface Store extends Queries {
  append(stream: string, expected: Expected, events: readonly NewEvent[], answer: Answer): void;
  softDelete(stream: string, expected: Expected, answer: Answer): void;
  tombstone(stream: string, expected: Expected, answer: Answer): void;
  /** Where the next event will go, once everything given out is on disk. */
  end(): number;
  /** Position of the last event, 0 without one. */
  last(): number;
  onCommit(listener: (events: readonly Committed[]) => void): void;
  /** Resolves when everything decided so far is on disk and answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const CACHED_HEADS = 20_000;
const JSON_TYPE = 'application/json';
const systemEvent = (type: string, contentType: string, data: Uint8Array): NewEvent => ({
  id: randomUUID(),
  type,
  contentType,
  data,
  metadata: Buffer.alloc(0),
});

export const openStore = (dir: string): Store => {
  const tables = openTables(dir);
  const read = queries(tables);
  let recent = recentIds();
  let cache = new Map<string, Head>();
  const listeners: ((events: readonly Committed[]) => void)[] = [];

  const [newest] = read.allPage(Number.MAX_SAFE_INTEGER, 1, true);
  let last = newest?.position ?? 0;
  let durable = newest ? newest.position + newest.record.length : FIRST_POSITION;
  let next = durable;

  const commits = groupCommit(
    tables,
    events => {
      const newestEvent = events.at(-1);
      if (!newestEvent) return;
      last = newestEvent.position;
      durable = last + newestEvent.record.length;
      if (cache.size > CACHED_HEADS) cache = new Map(commits.next().heads);
      for (const listener of listeners) listener(events);
    },
    () => {
      cache = new Map();
      recent = recentIds();
      next = durable;
    },
  );

  const headOf = (stream: string): Head => {
    let head = cache.get(stream);
    if (!head) {
      head = read.head(stream) ?? noHead;
      cache.set(stream, head);
    }
    return head;
  };
  const setHead = (stream: string, head: Head): void => {
    cache.set(stream, head);
    commits.next().heads.set(stream, head);
  };

  const answerLater = (answer: Answer, outcome: Outcome): void =>
    commits.answer(stored => answer(stored ? outcome : { kind: 'failed' }));

  const put = (stream: string, revision: number, event: NewEvent, created: number): number => {
    const before = headOf(stream);
    const position = next;
    const record = encodeRecord(stream, revision, position, created, event);
    const id = before.id || position;
    const tombstoned = revision === TOMBSTONE;
    setHead(stream, { ...before, id, last: tombstoned ? before.last : revision, tombstoned });
    commits.next().events.push({ position, record, stream, revision, streamId: id });
    recent.add(event.id, { stream, revision, position }, durable);
    next += record.length;
    const described = describedBy(stream);
    if (described !== undefined) setHead(described, withMetadata(headOf(described), event.data));
    return position;
  };

  const putMetadata = (stream: string, json: Buffer, created: number): number => {
    const metastream = metastreamOf(stream);
    return put(metastream, headOf(metastream).last + 1, systemEvent('$metadata', JSON_TYPE, json), created);
  };

  const isTombstoned = (stream: string): boolean => {
    const described = describedBy(stream);
    return headOf(stream).tombstoned || (described !== undefined && headOf(described).tombstoned);
  };

  const viewOf = (stream: string, head: Head): StreamView => ({
    last: head.last,
    tombstoned: isTombstoned(stream),
    softDeleted: isSoftDeleted(head),
    hasMetadata: () => headOf(metastreamOf(stream)).last >= 0,
    recall: id => {
      const known = recent.get(id);
      return known?.stream === stream ? known.revision : undefined;
    },
    idAt: revision => {
      const record = read.recordAt(head, revision);
      return record && idOf(record);
    },
  });

  /** A repeat gets the position of its last event, unless reads no longer show it. */
  const repeated = (stream: string, head: Head, revision: number, id: string | undefined): Outcome => {
    const known = id === undefined ? undefined : recent.get(id);
    const unwritten = known?.stream === stream && known.revision === revision && known.position >= durable;
    if (unwritten) {
      const shown = revision >= firstVisible(head);
      return { kind: 'done', revision, position: shown ? known.position : undefined };
    }
    const shown = read.visibleAt(head, revision) !== undefined;
    const position = shown ? tables.index.get(indexKey(head.id, revision))?.readDoubleBE() : undefined;
    return { kind: 'done', revision, position };
  };

  const append = (stream: string, expected: Expected, events: readonly NewEvent[]): Outcome => {
    const head = headOf(stream);
    const decision = decide(
      viewOf(stream, head),
      expected,
      events.map(event => event.id),
    );
    if (decision.kind === 'deleted') return decision;
    if (decision.kind === 'wrong') return { kind: 'wrong', current: head.last };
    if (decision.kind === 'repeated') return repeated(stream, head, decision.revision, events.at(-1)?.id);
    const described = describedBy(stream);
    const undeletes = described !== undefined && isSoftDeleted(headOf(described));
    const created = Date.now();
    let revision = head.last;
    let position: number | undefined;
    for (const event of events) {
      revision += 1;
      position = put(stream, revision, event, created);
    }
    const newestEvent = events.at(-1);
    if (newestEvent && isSoftDeleted(head)) {
      const metadata = truncatedAt(SOFT_DELETE, head.last + 1);
      if (metadata) putMetadata(stream, metadata, created);
    }
    if (newestEvent && undeletes) {
      const metadata = truncatedAt(newestEvent.data, headOf(described).last + 1);
      if (metadata) putMetadata(described, metadata, created);
    }
    return { kind: 'done', revision, position };
  };

  const remove = (stream: string, expected: Expected, hard: boolean): Outcome => {
    const head = headOf(stream);
    const decision = decide(viewOf(stream, head), expected, [randomUUID()]);
    if (decision.kind === 'deleted') return decision;
    if (decision.kind !== 'store') return { kind: 'wrong', current: head.last };
    const created = Date.now();
    if (hard) {
      const end = systemEvent('$streamDeleted', 'application/octet-stream', Buffer.alloc(0));
      return { kind: 'done', revision: TOMBSTONE, position: put(stream, TOMBSTONE, end, created) };
    }
    if (head.last < 0 && headOf(metastreamOf(stream)).last < 0) return { kind: 'wrong', current: -1 };
    return { kind: 'done', revision: head.last, position: putMetadata(stream, SOFT_DELETE, created) };
  };

  return {
    ...read,
    append: (stream, expected, events, answer) => answerLater(answer, append(stream, expected, events)),
    softDelete: (stream, expected, answer) => answerLater(answer, remove(stream, expected, false)),
    tombstone: (stream, expected, answer) => answerLater(answer, remove(stream, expected, true)),
    end: () => durable,
    last: () => last,
    onCommit: listener => listeners.push(listener),
    settled: () => new Promise(resolve => commits.answer(() => resolve())),
    close: async () => {
      await commits.idle();
      await tables.root.close();
    },
  };
};
