/** Where readers read each view, moved by the holder of the lease alone and never back to an older version; and what nobody reads any more. */
import { setFenced, type Term } from '@yunzhen/platform/checkpoint';
import { type ViewPointer, viewPointers } from '@yunzhen/platform/view-progress';
import type { Db } from 'mongodb';
import type { View } from '../view.ts';
import type { Target } from './target.ts';

/** Readers follow a newer version of a view than this build has; only a rollout of a higher number may take them back. */
export class OlderBuild extends Error {
  override readonly name = 'OlderBuild';
  constructor({ name, version }: View, newer: number) {
    super(
      `view ${name} is read in version ${newer}, and this build has ${version}: to go back to it, start it with a higher BUILD_NUMBER`,
    );
  }
}

export interface Pointing {
  /** Throws OlderBuild. */
  readonly current: (view: View) => Promise<ViewPointer | null>;
  /** Throws Fenced. */
  readonly move: (target: Target) => Promise<void>;
  /** A name that no other holder uses, kept until it is dropped. */
  readonly collection: (view: View, more?: string) => string;
  readonly drop: (collection: string) => Promise<void>;
  /** Drops what earlier holders or rebuilds left of these views; not what is read, or filled here. */
  readonly sweep: (views: readonly View[]) => Promise<void>;
}

const epochOf = (collection: string): number => Number(/\.e(\d+)/.exec(collection)?.[1] ?? 0);

export const pointing = (db: Db, term: Term): Pointing => {
  const pointers = viewPointers(db);
  const kept = new Set<string>();
  const drop = async (collection: string): Promise<void> => {
    await db.dropCollection(collection).catch(() => undefined);
    kept.delete(collection);
  };
  return {
    current: async view => {
      const pointer = await pointers.findOne({ _id: view.name });
      if (pointer && pointer.version > view.version && term.build <= pointer.build)
        throw new OlderBuild(view, pointer.version);
      if (pointer) kept.add(pointer.collection);
      return pointer;
    },
    move: ({ view: { name, version }, collection }) => setFenced(pointers, name, term, { version, collection }),
    collection: ({ name, version }, more = '') => {
      const collection = `${name}.v${version}.e${term.epoch}${more}`;
      kept.add(collection);
      return collection;
    },
    drop,
    sweep: async views => {
      const names = views.map(({ name }) => `${name}.v`);
      // The collections first: what a pointer is moved to afterwards is not among them, or kept.
      const all = await db.listCollections({}, { nameOnly: true }).toArray();
      const read = new Set((await pointers.find().toArray()).map(({ collection }) => collection));
      for (const { name } of all) {
        const orphan = names.some(prefix => name.startsWith(prefix)) && !read.has(name) && !kept.has(name);
        if (orphan && epochOf(name) <= term.epoch) await drop(name);
      }
    },
  };
};
