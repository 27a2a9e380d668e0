/** What every command is given, and the arguments all of them share. */
import type { Cursors } from './cursors.ts';
import { refuse } from './errors.ts';
import type { Faults } from './faults.ts';
import { type Collection, namespace, type Store } from './store.ts';
import { type Doc, encode, isDoc } from './values.ts';

export interface Context {
  readonly store: Store;
  readonly cursors: Cursors;
  readonly faults: Faults;
  /** Milliseconds between two sweeps for expired documents; setParameter changes it. */
  sweepMilliseconds: number;
}

export type Answer = Doc | Buffer;
export type Handler = (context: Context, command: Doc) => Answer | Promise<Answer>;

/** A command and the fields it takes besides those that every command takes. */
export interface Command {
  readonly run: Handler;
  readonly fields: readonly string[];
}

export interface Target {
  readonly db: string;
  readonly name: string;
}

export const databaseOf = (command: Doc): string => String(command.$db);

/** The collection a command names by its first field. Throws InvalidNamespace. */
export const targetOf = (command: Doc): Target => {
  const name = Object.values(command)[0];
  const db = databaseOf(command);
  if (typeof name !== 'string' || name === '' || name.includes('\0') || name.includes('$'))
    return refuse('InvalidNamespace', `Invalid namespace specified '${db}.${String(name)}'`);
  return { db, name };
};

export const known = (store: Store, target: Target): Collection | undefined => store.collections.get(namespace(target));

/** The collection, made when missing; only inside a commit. */
export const ensured = (store: Store, target: Target): Collection => {
  const collection = known(store, target);
  if (collection) return collection;
  const made: Collection = { ...target, id: store.nextNumber(), options: {}, indexes: [], nextRecord: undefined };
  store.save(made);
  return made;
};

/** Only the simple collation exists here: strings compare by their bytes. */
export const refuseCollation = (options: Doc): void => {
  const collation = options.collation;
  if (isDoc(collation) && collation.locale !== 'simple')
    refuse('BadValue', `collation ${String(collation.locale)} is not supported`);
};

export const integerOf = (options: Doc, name: string): number | undefined => {
  const value = options[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) return refuse('FailedToParse', `BSON field '${name}' must be an integer`);
  if (number < 0) return refuse('BadValue', `BSON field '${name}' value must be >= 0, actual value '${number}'`);
  return number;
};

export const documentIn = (options: Doc, name: string): Doc => {
  const value = options[name] ?? {};
  return isDoc(value)
    ? value
    : refuse('TypeMismatch', `BSON field '${name}' is the wrong type, expected type 'object'`);
};

/** Answers documents through a cursor of the size the command's `cursor.batchSize` asks for. */
export const listed = (cursors: Cursors, command: Doc, namespace: string, docs: readonly Doc[]): Buffer => {
  const rows = docs.map(doc => encode(doc))[Symbol.iterator]();
  return cursors.open(namespace, rows, integerOf(documentIn(command, 'cursor'), 'batchSize'), false);
};
