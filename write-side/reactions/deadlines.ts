/** Reactions that wait for their time: one document each, there before the checkpoint of the event that asked for it. */
import { setTimeout } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Cause, Work } from './engine.ts';

export interface Deadline {
  /** Event and place of the reaction under it: a redelivery asks for the same one. */
  readonly _id: string;
  readonly reaction: Work;
  readonly cause: Cause;
  readonly at: Date;
  /** How often it has been tried. */
  readonly attempts: number;
}

export const deadlines = (db: Db) => {
  const collection = db.collection<Deadline>('deadlines');
  return {
    prepare: () => collection.createIndex({ at: 1 }),
    add: async (deadline: Omit<Deadline, '_id'>): Promise<void> => {
      const _id = `${deadline.cause.eventId} ${deadline.cause.path}`;
      await collection.replaceOne({ _id }, deadline, { upsert: true });
    },
    due: (now: Date, limit: number): Promise<Deadline[]> =>
      collection
        .find({ at: { $lte: now } })
        .sort({ at: 1 })
        .limit(limit)
        .toArray(),
    /** Takes it out unless it was put back meanwhile for another try. */
    done: async (_id: string, attempts: number): Promise<void> => {
      await collection.deleteOne({ _id, attempts });
    },
  };
};

const tickMs = 200;

/** A pause; shorter when one of these ends, or all is told to stop. */
const ticked = async (signal: AbortSignal, open: readonly Promise<void>[]): Promise<void> => {
  const next = new AbortController();
  const end = () => next.abort();
  // Not AbortSignal.any: the long-lived signal would remember every tick.
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  await Promise.race([setTimeout(tickMs, undefined, { signal: next.signal }).catch(() => undefined), ...open]);
  signal.removeEventListener('abort', end);
  end();
};

/** Performs what is due, so many at a time, until told to stop; one that is slow holds up no other. Ends when none is under way. */
export const runDeadlines = async (options: {
  readonly waiting: Pick<ReturnType<typeof deadlines>, 'due' | 'done'>;
  /** Answers false when it was put back for another try. */
  readonly perform: (deadline: Deadline) => Promise<boolean>;
  readonly width: number;
  readonly now: () => number;
  readonly warn: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { waiting, perform, width, now, warn, signal } = options;
  const open = new Map<string, Promise<void>>();
  const late = (error: unknown) => {
    if (!signal.aborted) warn('deadlines are late', error);
  };
  const begin = (deadline: Deadline): void => {
    const { _id, attempts } = deadline;
    const work = perform(deadline)
      // Put back it is left alone: another runner may have written it again just as it was.
      .then(done => (done ? waiting.done(_id, attempts) : undefined))
      .catch(late)
      .finally(() => open.delete(_id));
    open.set(_id, work);
  };
  while (!signal.aborted) {
    const room = width - open.size;
    // Those under way are among the first that are due.
    const due = room > 0 ? await waiting.due(new Date(now()), width).catch(late) : undefined;
    const fresh = (due ?? []).filter(({ _id }) => !open.has(_id)).slice(0, room);
    for (const deadline of fresh) begin(deadline);
    await ticked(signal, fresh.length > 0 ? [...open.values()] : []);
  }
  await Promise.all(open.values());
};
