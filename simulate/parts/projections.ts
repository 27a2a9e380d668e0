/** The projections of a simulated world: the real tables, engine and fold. */
import type { EventStore } from '@yunzhen/platform/eventstore';
import { runViews, type ViewRunner } from '@yunzhen/projections/engine/views';
import type { View } from '@yunzhen/projections/view';
import type { Db } from 'mongodb';

export type Rebuild = (view: string) => void;

/** Answers how a view is built anew beside itself, once they run. */
export const projections = (
  { store, db }: { readonly store: EventStore; readonly db: Db },
  views: readonly View[],
  alarm: (message: string, error: unknown) => void,
  died: (error: unknown) => void,
  signal: AbortSignal,
): Rebuild => {
  let running: ViewRunner | undefined;
  runViews({ store, db, views, announce: () => undefined, alarm, signal }).then(runner => {
    running = runner;
  }, died);
  // One after the other, as projections/engine/rebuild.ts serves them.
  let turn: Promise<unknown> = Promise.resolve();
  return view => {
    turn = turn
      .then(() => running?.rebuild(view, () => undefined))
      .catch(error => alarm(`${view} is not rebuilt`, error));
  };
};
