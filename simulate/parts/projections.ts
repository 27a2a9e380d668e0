/** The projections of a simulated world: the real tables, engine and fold. */
import type { EventStore } from '@yunzhen/platform/eventstore';
import { runViews } from '@yunzhen/projections/engine/views';
import type { View } from '@yunzhen/projections/view';
import type { Db } from 'mongodb';

export const projections = (
  { store, db }: { readonly store: EventStore; readonly db: Db },
  views: readonly View[],
  alarm: (message: string, error: unknown) => void,
  died: (error: unknown) => void,
): void => {
  const signal = new AbortController().signal;
  runViews({ store, db, views, announce: () => undefined, alarm, signal }).catch(died);
};
