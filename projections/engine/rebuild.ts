/** Live rebuilds on request: a request is a document, so that a command line anywhere can ask and watch. */
import { setTimeout } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { ViewRunner } from './views.ts';

export interface Rebuild {
  /** The view's name. */
  readonly _id: string;
  readonly state: 'asked' | 'running' | 'done' | 'failed';
  readonly events: number;
  readonly error?: string;
}

const pollMs = 500;

export const rebuilds = (db: Db) => db.collection<Rebuild>('rebuilds');

export const serveRebuilds = async ({
  db,
  runner,
  signal,
}: {
  db: Db;
  runner: ViewRunner;
  signal: AbortSignal;
}): Promise<void> => {
  const asked = rebuilds(db);
  while (!signal.aborted) {
    const next = await asked
      .findOneAndUpdate({ state: 'asked' }, { $set: { state: 'running', events: 0 } })
      .catch(() => null);
    if (next) await serve(next._id);
    else await setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
  }

  async function serve(view: string): Promise<void> {
    const say = (change: Partial<Rebuild>) => asked.updateOne({ _id: view }, { $set: change });
    let events = 0;
    let told = 0;
    try {
      await runner.rebuild(view, more => {
        events += more;
        if (Date.now() - told < pollMs) return;
        told = Date.now();
        void say({ events }).catch(() => undefined);
      });
      await say({ state: 'done', events });
    } catch (error) {
      await say({ state: 'failed', events, error: (error as Error).message }).catch(() => undefined);
    }
  }
};
