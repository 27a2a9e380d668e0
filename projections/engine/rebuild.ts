/** Live rebuilds on request: a request is a document, so that a command line anywhere can ask and watch. */
import { setTimeout } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { Stopped } from './stopped.ts';
import type { ViewRunner } from './views.ts';

export interface Rebuild {
  /** The view's name. */
  readonly _id: string;
  readonly state: 'asked' | 'running' | 'done' | 'failed';
  readonly events: number;
  readonly error?: string;
  /** Under which lease it runs, or ran last. */
  readonly epoch?: number;
}

const pollMs = 500;

export const rebuilds = (db: Db) => db.collection<Rebuild>('rebuilds');

/**
 * Ends when the signal aborts; a rebuild that this or a crash interrupted begins afresh with the next holder of the lease, and what an
 * earlier one says of it then is not written any more.
 */
export const serveRebuilds = async ({
  db,
  runner,
  signal,
  epoch = 0,
}: {
  db: Db;
  runner: Pick<ViewRunner, 'rebuild'>;
  signal: AbortSignal;
  epoch?: number;
}): Promise<void> => {
  const asked = rebuilds(db);
  let interrupted = true;
  while (!signal.aborted) {
    if (interrupted)
      interrupted = await asked.updateMany({ state: 'running' }, { $set: { state: 'asked' } }).then(
        () => false,
        () => true,
      );
    const next = await asked
      .findOneAndUpdate({ state: 'asked' }, { $set: { state: 'running', events: 0, epoch } })
      .catch(() => null);
    if (next) await serve(next._id);
    else await setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
  }

  async function serve(view: string): Promise<void> {
    let events = 0;
    let told = 0;
    let telling: Promise<unknown> = Promise.resolve();
    /** One after the other, so that a late count does not cover what came of it. */
    const say = (change: Partial<Rebuild>) => {
      telling = telling.then(() => asked.updateOne({ _id: view, epoch }, { $set: change })).catch(() => undefined);
      return telling;
    };
    const outcome = await runner
      .rebuild(view, more => {
        events += more;
        if (Date.now() - told < pollMs) return;
        told = Date.now();
        void say({ events });
      })
      .then(
        () => ({ state: 'done' }) as const,
        error =>
          error instanceof Stopped
            ? ({ state: 'asked' } as const)
            : ({ state: 'failed', error: (error as Error).message } as const),
      );
    await say({ ...outcome, events });
  }
};
