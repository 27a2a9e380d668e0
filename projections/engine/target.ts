/** One view's collection: pages go in, guarded so that a replay changes nothing. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { LRUCache } from 'lru-cache';
import { type AnyBulkWriteOperation, type Collection, type Db, MongoBulkWriteError } from 'mongodb';
import type { View } from '../view.ts';
import { fold, type Step, type Stored, steps } from './fold.ts';

export interface Target {
  readonly view: View;
  readonly collection: string;
  /**
   * Applies a page; answers whether it concerns the view, also when it was applied before: nobody else may have told that yet.
   * Throws PoisonEvent once everything before that event is applied.
   */
  readonly apply: (events: readonly RecordedEvent[]) => Promise<boolean>;
}

/** A view could not take an event: it stops there until its code is mended. */
export class PoisonEvent extends Error {
  override readonly name = 'PoisonEvent';
  readonly position: bigint;
  constructor(view: string, event: RecordedEvent, cause: unknown) {
    super(`${view} cannot take ${event.type} ${event.id}`, { cause });
    this.position = event.position;
  }
}

const duplicateKey = 11000;
/** How long the place of a removed document is remembered: no process that is so late lives. */
const goneSeconds = 7 * 86_400;
/** Documents of a view that are not read again: events come in crowds, and what one page changes the next one changes too. */
const most = 2_000;

export const target = async (db: Db, view: View, collection: string): Promise<Target> => {
  const documents: Collection<Stored> = db.collection(collection);
  await documents.createIndexes([
    ...view.indexes.map(key => ({ key: { ...key } })),
    { key: { goneAt: 1 as const }, sparse: true, expireAfterSeconds: goneSeconds },
  ]);

  /** As written last. What others write meanwhile does not matter: a document is what its events up to here make of it. */
  const known = new LRUCache<string, { readonly document: Stored | null }>({
    // Grows with what it holds; `max` would take its whole place at once, for every view.
    maxSize: most,
    sizeCalculation: () => 1,
  });

  const load = async (ids: readonly string[]): Promise<Map<string, Stored>> => {
    const loaded = ids.length > 0 ? await documents.find({ _id: { $in: ids } }).toArray() : [];
    return new Map(loaded.map(document => [document._id, document as Stored]));
  };

  const write = async (asked: ReadonlyMap<string, readonly Step[]>): Promise<void> => {
    const before = await load([...asked.keys()].filter(id => !known.has(id)));
    const folded = new Map<string, { readonly document: Stored | null }>();
    const writes: AnyBulkWriteOperation<Stored>[] = [];
    for (const [id, list] of asked) {
      const old = known.get(id)?.document ?? before.get(id);
      const after = fold(id, old, list);
      folded.set(id, { document: after });
      if (after === null || after === old) continue;
      const replacement = after.gone ? { ...after, goneAt: new Date() } : after;
      writes.push({
        replaceOne: { filter: { _id: id, position: { $lt: after.position } }, replacement, upsert: true },
      });
    }
    // A newer document makes the upsert collide with it: that is the guard at work, not an error.
    if (writes.length > 0)
      await documents.bulkWrite(writes, { ordered: false }).catch(error => {
        if (!onlyDuplicates(error)) throw error;
      });
    for (const [id, after] of folded) known.set(id, after);
  };

  return {
    view,
    collection,
    apply: async events => {
      let poison: PoisonEvent | undefined;
      const asked = steps(view, events, (event, cause) => {
        poison = new PoisonEvent(view.name, event, cause);
      });
      if (asked.size > 0) await write(asked);
      if (poison) throw poison;
      return asked.size > 0;
    },
  };
};

/** Told where a view can go on: behind the last event before the one it cannot take. */
export type Poisoned = (target: Target, error: PoisonEvent, at: bigint | null) => void;

/**
 * Applies a page to all of them at once; answers the names of the views it concerns. Throws once all have ended: the same page
 * must not be applied twice at the same time. `before` is the position in front of the page.
 */
export const applyAll = async (
  targets: readonly Target[],
  events: readonly RecordedEvent[],
  before: bigint | null,
  poisoned: Poisoned,
): Promise<string[]> => {
  const outcomes = await Promise.allSettled(targets.map(one => one.apply(events)));
  const failed = targets.flatMap((one, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'rejected' ? [{ target: one, error: outcome.reason as unknown }] : [];
  });
  for (const { target, error } of failed) {
    if (!(error instanceof PoisonEvent)) continue;
    const good = events.filter(({ position }) => position < error.position).at(-1)?.position;
    poisoned(target, error, good ?? before);
  }
  const failure = failed.find(({ error }) => !(error instanceof PoisonEvent));
  if (failure) throw failure.error;
  return targets.flatMap(({ view }, index) => {
    const outcome = outcomes[index];
    return outcome?.status === 'fulfilled' && outcome.value ? [view.name] : [];
  });
};

const onlyDuplicates = (error: unknown): boolean =>
  error instanceof MongoBulkWriteError &&
  [error.writeErrors].flat().length > 0 &&
  [error.writeErrors].flat().every(({ code }) => code === duplicateKey) &&
  !error.result.getWriteConcernError();
