/** How far the views and the facts are: what `after=` waits for and what cached answers are keyed by. Told over Redis, read again from MongoDB. */
import { ViewBehind } from '@yunzhen/platform/problem';
import { type FactsTold, type ViewsTold, viewsChannel, viewsCheckpoints } from '@yunzhen/platform/view-progress';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';

export interface Progress {
  /** Resolves when what is read, views or `facts`, has reached the position; throws ViewBehind after `ms`. */
  readonly reached: (position: number, ms: number, views: readonly string[]) => Promise<void>;
  /** Where each of the views last changed, as one string: the same string means the same answers. */
  readonly stamp: (views: readonly string[]) => string;
  readonly stop: () => Promise<void>;
}

type Followed = 'views' | 'facts';
type FactsCheckpoint = { readonly _id: 'facts'; readonly position: number | null };

const pollMs = 1_000;
const pollWhileWaitingMs = 25;

/** @param channel where projections tell how far they are */
export const progress = async (db: Db, redis: Redis, channel = viewsChannel): Promise<Progress> => {
  const checkpoints = viewsCheckpoints(db);
  const changed = new Map<string, number>();
  const waiting = new Set<{ what: Followed; position: number; resolve: () => void }>();
  const at = { views: -1, facts: -1 };

  const advance = (what: Followed, to: number): void => {
    if (to <= at[what]) return;
    at[what] = to;
    for (const one of waiting) if (one.what === what && one.position <= to) one.resolve();
  };
  const reread = async (): Promise<void> => {
    const [stored, facts] = await Promise.all([
      checkpoints.findOne({ _id: 'views' }),
      db.collection<FactsCheckpoint>('checkpoints').findOne({ _id: 'facts' }),
    ]);
    for (const [view, at] of Object.entries(stored?.changed ?? {}))
      changed.set(view, Math.max(at, changed.get(view) ?? 0));
    advance('views', stored?.position ?? -1);
    advance('facts', facts?.position ?? -1);
  };

  const subscriber = redis.duplicate();
  subscriber.on('message', (_channel, message) => {
    const told = JSON.parse(message) as ViewsTold | FactsTold;
    if ('facts' in told) return advance('facts', told.facts);
    // What is stored may have been read before its message comes.
    for (const view of told.changed) changed.set(view, Math.max(told.position, changed.get(view) ?? 0));
    advance('views', told.position);
  });
  // Without Redis everything is read from MongoDB, later; a connection that comes back is listened to again.
  const listen = () => subscriber.subscribe(channel).catch(() => undefined);
  subscriber.on('error', () => undefined).on('ready', () => void listen());
  // Heard before it is read: what is told in between is not missed.
  await listen();
  await reread();

  // A message that was missed is made up for here: rarely when idle, often while somebody waits.
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const poll = () => {
    clearTimeout(timer);
    if (stopped) return;
    const look = () =>
      void reread()
        .catch(() => undefined)
        .finally(poll);
    timer = setTimeout(look, waiting.size > 0 ? pollWhileWaitingMs : pollMs).unref();
  };
  poll();

  const reached = (what: Followed, wanted: number, ms: number): Promise<void> => {
    if (wanted <= at[what]) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const one = { what, position: wanted, resolve: () => settle(resolve) };
      const timeout = setTimeout(() => settle(() => reject(new ViewBehind())), ms);
      const settle = (end: () => void) => {
        clearTimeout(timeout);
        waiting.delete(one);
        end();
      };
      waiting.add(one);
      if (waiting.size === 1) poll();
    });
  };

  return {
    reached: async (wanted, ms, views) => {
      const what = new Set(views.map((view): Followed => (view === 'facts' ? 'facts' : 'views')));
      await Promise.all([...what].map(one => reached(one, wanted, ms)));
    },
    stamp: views => views.map(view => (view === 'facts' ? at.facts : (changed.get(view) ?? 0))).join('.'),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      subscriber.disconnect();
    },
  };
};
