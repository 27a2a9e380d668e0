/** The hospital's own books: what arrived, what became of it, and what lies in the pharmacy; durable in one lmdb file. */
import { join } from 'node:path';
import { type Database, open } from 'lmdb';
import type { Charge, Failed, Prescription, Refund, Registration, Status } from './wire.ts';

export interface Contents {
  readonly registration: Registration;
  readonly prescription: Prescription;
  readonly charge: Charge;
  readonly refund: Refund;
}
export type Kind = keyof Contents;

/** What became of one thing under the sender's number. */
export interface Booking {
  readonly kind: Kind;
  readonly number: string;
  /** What was sent, to tell a repetition from another thing under the same number. */
  readonly asked: string;
  readonly hisNumber: string;
  /** As booked, in fen; may differ from what was sent when told to. */
  readonly amount: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly status: Status;
  readonly failed?: Failed;
}
export interface Entry<K extends Kind> extends Booking {
  readonly kind: K;
  readonly content: Contents[K];
}

export interface Books {
  readonly find: <K extends Kind>(kind: K, number: string) => Entry<K> | undefined;
  readonly all: <K extends Kind>(kind: K) => readonly Entry<K>[];
  /** Under its number, or beside it under another key. */
  readonly keep: <K extends Kind>(entry: Entry<K>, key?: string) => void;
  readonly forget: (kind: Kind, number: string) => void;
  /** Which number holds a slot, which charge stands for a subject. */
  readonly held: Database<string, string>;
  /** Fen given back of each charge. */
  readonly refunded: Database<number, string>;
  /** Pieces on the shelf that nobody waits for; nothing for a drug never counted. */
  readonly stock: Database<number, string>;
  readonly next: () => number;
  /** All or nothing, on disk when it resolves; changes that come together share one flush. Inside, use the `…Sync` calls. */
  readonly write: <T>(change: () => T) => Promise<T>;
  readonly close: () => Promise<void>;
}

export const openBooks = (dir: string): Books => {
  const root = open({ path: join(dir, 'books.mdb'), maxDbs: 16 });
  const counter = root.openDB<number, string>('counter', {});
  const tables: { readonly [K in Kind]: Database<Entry<K>, string> } = {
    registration: root.openDB('registrations', {}),
    prescription: root.openDB('prescriptions', {}),
    charge: root.openDB('charges', {}),
    refund: root.openDB('refunds', {}),
  };
  return {
    find: (kind, number) => tables[kind].get(number),
    all: kind => Array.from(tables[kind].getRange({}), ({ value }) => value),
    keep: (entry, key = entry.number) => tables[entry.kind].putSync(key, entry),
    forget: (kind, number) => void tables[kind].removeSync(number),
    held: root.openDB('held', {}),
    refunded: root.openDB('refunded', {}),
    stock: root.openDB('stock', {}),
    next: () => {
      const value = (counter.get('next') ?? 0) + 1;
      counter.putSync('next', value);
      return value;
    },
    write: change => root.childTransaction(change),
    close: () => root.close(),
  };
};
