/** The three lmdb tables and everything that is read from them. Reads see only what is on disk. */
import { createHash } from 'node:crypto';
import { type Database, open, type RootDatabase } from 'lmdb';
import { firstVisible, type Head } from './head.ts';
import { createdOf, TOMBSTONE } from './record.ts';

export interface Stored {
  readonly position: number;
  readonly record: Buffer;
}

export interface Tables {
  readonly root: RootDatabase;
  /** position → record. */
  readonly events: Database<Buffer, number>;
  /** stream id and revision → position. */
  readonly index: Database<Buffer, Buffer>;
  /** stream name → head. */
  readonly heads: Database<Head, Buffer>;
}

/** Where the log starts; 0 stays free to mean "before everything". */
export const FIRST_POSITION = 4096;
const PAGE_BYTES = 256 * 1024;
const LONGEST_KEY = 1900;

export const openTables = (dir: string): Tables => {
  // A resolved commit is on disk: no overlappingSync. Commits are batched in the store: no second wait for a turn here.
  // A dot in the name would otherwise make lmdb take the directory for a file.
  const root = open({ path: dir, noSubdir: false, overlappingSync: false, eventTurnBatching: false, maxDbs: 3 });
  return {
    root,
    events: root.openDB('events', { encoding: 'binary', keyEncoding: 'ordered-binary' }),
    index: root.openDB('index', { encoding: 'binary', keyEncoding: 'binary' }),
    heads: root.openDB('heads', { encoding: 'msgpack', keyEncoding: 'binary' }),
  };
};

/** Counts revisions from 1, so that -1 is a bound as well: negative doubles do not sort as bytes. */
export const indexKey = (id: number, revision: number): Buffer => {
  const key = Buffer.allocUnsafe(16);
  key.writeDoubleBE(id, 0);
  key.writeDoubleBE(revision + 1, 8);
  return key;
};

/** lmdb's keys are short, stream names need not be. */
export const headKey = (stream: string): Buffer => {
  const name = Buffer.from(`n${stream}`);
  return name.length <= LONGEST_KEY
    ? name
    : Buffer.concat([Buffer.from('h'), createHash('sha256').update(name).digest()]);
};

export const queries = ({ events, index, heads }: Tables) => {
  const recordAt = (head: Head, revision: number): Buffer | undefined => {
    const position = index.get(indexKey(head.id, revision));
    return position && events.get(position.readDoubleBE());
  };

  return {
    head: (stream: string): Head | undefined => heads.get(headKey(stream)),

    /** Whether an event starts at this position. */
    has: (position: number): boolean => events.doesExist(position),

    /** An event by place, shown or not. */
    recordAt,

    /** An event by place, when reads show it. */
    visibleAt: (head: Head, revision: number): Buffer | undefined => {
      if (head.tombstoned || revision < firstVisible(head)) return undefined;
      const record = recordAt(head, revision);
      return record && !isTooOld(head, record) ? record : undefined;
    },

    /** Up to `count` shown events, about 256 KB, from a revision on; `next` is where to go on, or undefined at the end. */
    streamPage: (
      head: Head,
      from: number,
      count: number,
      backwards: boolean,
    ): { records: Buffer[]; next: number | undefined } => {
      const first = firstVisible(head);
      const records: Buffer[] = [];
      let bytes = 0;
      let revision = backwards ? Math.min(from, head.last) : Math.max(from, first);
      const range = backwards
        ? { start: indexKey(head.id, revision), end: indexKey(head.id, first - 1), reverse: true }
        : { start: indexKey(head.id, revision), end: indexKey(head.id, TOMBSTONE) };
      for (const { value } of index.getRange(range)) {
        if (records.length === count || bytes >= PAGE_BYTES) return { records, next: revision };
        const record = events.get(value.readDoubleBE());
        if (record && !isTooOld(head, record)) {
          records.push(record);
          bytes += record.length;
        }
        revision += backwards ? -1 : 1;
      }
      return { records, next: undefined };
    },

    /** Up to `count` events of $all, about 256 KB, forwards from a position on or backwards from before it. */
    allPage: (from: number, count: number, backwards: boolean): Stored[] => {
      const page: Stored[] = [];
      let bytes = 0;
      const range = backwards ? { start: from - 1, end: 0, reverse: true } : { start: from };
      for (const { key, value } of events.getRange({ ...range, limit: count })) {
        page.push({ position: key, record: value });
        bytes += value.length;
        if (bytes >= PAGE_BYTES) break;
      }
      return page;
    },
  };
};
export type Queries = ReturnType<typeof queries>;

const isTooOld = (head: Head, record: Buffer): boolean =>
  head.maxAge > 0 && createdOf(record) < Date.now() - head.maxAge * 1000;
