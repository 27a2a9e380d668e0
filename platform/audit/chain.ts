/** What makes the audit trail tamper-evident: each entry is hashed together with the hash of the one before it. */
import { createHash } from 'node:crypto';
import type { auditLog } from '@yunzhen/contracts/audit/row';
import type { StoredRow } from '@yunzhen/contracts/shape';
import type { Collection, Db } from 'mongodb';

/** An entry as it is stored. */
export type AuditEntry = StoredRow<typeof auditLog>;
export interface StoredEntry extends AuditEntry {
  readonly _id: string;
}

export const auditCollection = (db: Db): Collection<StoredEntry> => db.collection<StoredEntry>('audit');

/** Before the first entry of a chain. */
export const beginning = '0'.repeat(64);

/** Every field but the hash, in an order of its own: a database may keep another one. */
export const hashOf = (entry: Omit<AuditEntry, 'hash'>): string => {
  const { writer, number, previous, at, kind, what, who, role, session, whose, about, why, from, outcome } = entry;
  const told = [writer, number, previous, at, kind, what, who, role, session, whose, about, why, from, outcome];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
};

/** Sorts as the numbers do. */
export const entryId = ({ writer, number }: Pick<AuditEntry, 'writer' | 'number'>): string =>
  `${writer}-${String(number).padStart(12, '0')}`;
