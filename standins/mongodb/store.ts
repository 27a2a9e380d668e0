/** The data folder: one LMDB environment with documents, ids, index entries and the catalogue of collections. */
import { type Database, open } from 'lmdb';
import { type Commit, groupCommit } from './commit.ts';
import { type Index, indexOf } from './indexes.ts';
import { type Doc, decode, encode } from './values.ts';

type Bytes = Database<Buffer, Buffer>;

export interface Collection {
  readonly id: number;
  db: string;
  name: string;
  readonly options: Doc;
  /** The secondary ones; `_id` has its own table. */
  indexes: Index[];
  /** Undefined until the first insert looks for the last record. */
  nextRecord: number | undefined;
}

export interface Store {
  /** collection number and record → document. */
  readonly documents: Bytes;
  /** collection number and _id → record. */
  readonly ids: Bytes;
  /** index number, values and record → nothing. */
  readonly entries: Bytes;
  readonly collections: Map<string, Collection>;
  readonly commit: Commit;
  /** A number never used before; only inside `commit`. */
  nextNumber(): number;
  /** Writes a collection's entry of the catalogue, and lists it; only inside `commit`. */
  save(collection: Collection): void;
  /** Takes a collection off the catalogue; its documents are swept later. Only inside `commit`. */
  forget(collection: Collection): void;
  /** Leaves an index's entries or a collection's documents for the sweeper; only inside `commit`. */
  discard(number: number): void;
  discarded(): number[];
  swept(number: number): void;
  close(): Promise<void>;
}

export const namespace = ({ db, name }: Pick<Collection, 'db' | 'name'>): string => `${db}.${name}`;

const numbered = (letter: string, number: number): Buffer => Buffer.from(`${letter}${number}`);
const counter = Buffer.from('next');

/** Opens the folder, creating what is missing. Documents stay on disk until they are asked for. */
export const openStore = (dir: string): Store => {
  const root = open<unknown, Buffer>({
    path: dir,
    // lmdb takes a folder with a dot in its name for a file.
    noSubdir: false,
    // A commit is over when the disk has it, not when it can be seen.
    overlappingSync: false,
    // With batching a full disk also rejects a promise that nobody holds, which ends the process.
    eventTurnBatching: false,
    encoding: 'binary',
    keyEncoding: 'binary',
  });
  const table = (name: string): Bytes =>
    root.openDB<Buffer, Buffer>({ name, encoding: 'binary', keyEncoding: 'binary' });
  const catalogue = table('catalogue');
  const collections = new Map<string, Collection>();
  let next = 1;

  const load = (): void => {
    collections.clear();
    next = Number(catalogue.get(counter)?.toString() ?? 1);
    for (const { value } of catalogue.getRange({ start: Buffer.from('c'), end: Buffer.from('d') })) {
      const saved = decode(value) as { id: number; db: string; name: string; options: Doc; indexes: Doc[] };
      const indexes = saved.indexes.map(({ id, spec, multikey }) =>
        indexOf(id as number, spec as Doc, multikey === true),
      );
      collections.set(namespace(saved), { ...saved, indexes, nextRecord: undefined });
    }
  };
  load();

  return {
    documents: table('documents'),
    ids: table('ids'),
    entries: table('entries'),
    collections,
    commit: groupCommit(root, load),
    nextNumber: () => {
      catalogue.putSync(counter, Buffer.from(String(next + 1)));
      return next++;
    },
    save: collection => {
      const { id, db, name, options } = collection;
      const indexes = collection.indexes.map(({ id, spec, multikey }) => ({ id, spec, multikey }));
      catalogue.putSync(numbered('c', id), encode({ id, db, name, options, indexes }));
      collections.set(namespace(collection), collection);
    },
    forget: collection => {
      catalogue.removeSync(numbered('c', collection.id));
      collections.delete(namespace(collection));
    },
    discard: number => catalogue.putSync(numbered('g', number), Buffer.alloc(1)),
    discarded: () =>
      [...catalogue.getKeys({ start: Buffer.from('g'), end: Buffer.from('h') })].map(key =>
        Number(key.toString().slice(1)),
      ),
    swept: number => void catalogue.removeSync(numbered('g', number)),
    close: () => root.close(),
  };
};
