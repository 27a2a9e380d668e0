/**
 * Writes the audit trail: entries wait for a moment, are sealed and chained together, and stored in one batch. A process that is killed
 * loses those that wait, at most a second of them while the database answers; one that cannot store them answers nothing any more.
 */
import { randomUUID } from 'node:crypto';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { LRUCache } from 'lru-cache';
import type { Db } from 'mongodb';
import { AuditBehind } from '../problem/errors.ts';
import { SubjectErased } from '../sealing/keys.ts';
import type { Sealing } from '../sealing.ts';
import { type AuditEntry, auditCollection, beginning, entryId, hashOf, type StoredEntry } from './chain.ts';
import type { Trace } from './trace.ts';

/** Milliseconds that an entry waits for others. */
const everyMs = 250;
/** Entries that may wait, and milliseconds the oldest of them may. */
const most = { waiting: 10_000, ms: 15_000 } as const;
/** Entries of one batch: one answer of the database. */
const batch = 1_000;
/** Under whose key an address is sealed from which nobody is signed in: the hospital's. */
const hospital = '00000000-0000-5000-8000-000000000002';

export interface Audit {
  /** Takes an entry, to be stored within a second. */
  note(trace: Trace): void;
  /** Throws AuditBehind while what waits is not stored. */
  check(): void;
  /** Stores all that waits. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface AuditOptions {
  readonly db: Db;
  readonly sealing: Pick<Sealing, 'seal'>;
  readonly warn: (message: string, error: unknown) => void;
  readonly observe?: (kind: string, outcome: 'done' | 'refused') => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

const isDuplicate = (error: unknown): boolean => (error as { code?: unknown }).code === 11_000;

export const audit = ({ db, sealing, warn, observe = () => undefined, now = Date.now }: AuditOptions): Audit => {
  const collection = auditCollection(db);
  const writer = randomUUID();
  const addresses = new LRUCache<string, Promise<Sealed<string> | null>>({ max: 10_000 });
  let head = { number: -1, hash: beginning };
  let waiting: { readonly trace: Trace; readonly since: number }[] = [];
  let chained: StoredEntry[] = [];
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let prepared: Promise<unknown> | undefined;

  const prepare = () => {
    prepared ??= collection
      .createIndexes([
        { key: { at: -1, _id: -1 } },
        { key: { whose: 1, at: -1, _id: -1 } },
        { key: { about: 1, at: -1, _id: -1 } },
        { key: { who: 1, at: -1, _id: -1 } },
        { key: { writer: 1, number: 1 }, unique: true },
      ])
      .catch(error => {
        prepared = undefined;
        throw error;
      });
    return prepared;
  };

  const sealed = (who: string | null, address: string): Promise<Sealed<string> | null> => {
    const subject = who ?? hospital;
    const key = `${subject} ${address}`;
    const made =
      addresses.get(key) ??
      sealing.seal(subject, address).catch(error => {
        addresses.delete(key);
        if (error instanceof SubjectErased) return null;
        throw error;
      });
    addresses.set(key, made);
    return made;
  };

  const entryOf = ({ address: _, ...trace }: Trace, from: Sealed<string> | null): StoredEntry => {
    const told = { ...trace, whose: [...trace.whose], from };
    const entry: Omit<AuditEntry, 'hash'> = { ...told, writer, number: head.number + 1, previous: head.hash };
    head = { number: entry.number, hash: hashOf(entry) };
    return { _id: entryId(entry), ...entry, hash: head.hash };
  };

  const store = async (): Promise<void> => {
    await prepare();
    if (chained.length === 0) {
      const taken = waiting.slice(0, batch);
      const froms = await Promise.all(taken.map(({ trace }) => sealed(trace.who, trace.address)));
      chained = taken.map(({ trace }, index) => entryOf(trace, froms[index] ?? null));
    }
    // Of a batch that was stored without our hearing of it each entry is there already.
    await collection.insertMany(chained, { ordered: false, writeConcern: { w: 'majority', j: true } }).catch(error => {
      if (!isDuplicate(error)) throw error;
    });
    waiting = waiting.slice(chained.length);
    chained = [];
  };

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing ??= (async () => {
      while (waiting.length > 0) await store();
    })().finally(() => {
      writing = undefined;
    });
    await writing;
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush().catch(error => {
        warn('the audit trail is not written', error);
        later();
      });
    }, everyMs).unref();
  };

  return {
    note: trace => {
      waiting.push({ trace, since: now() });
      observe(trace.kind, trace.outcome === 'done' ? 'done' : 'refused');
      later();
    },
    check: () => {
      const [oldest] = waiting;
      if (oldest && (waiting.length > most.waiting || now() - oldest.since > most.ms)) {
        later();
        throw new AuditBehind();
      }
    },
    flush,
    close: async () => {
      await flush().catch(error => warn('the end of the audit trail is not written', error));
      clearTimeout(timer);
    },
  };
};
