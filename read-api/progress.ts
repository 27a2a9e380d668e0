/** How far the views are: what `after=` waits for and what cached answers are keyed by. Told over Redis, read again from MongoDB. */

import { ViewBehind } from '@yunzhen/platform/problem';
import { type ViewsTold, viewsChannel, viewsCheckpoints } from '@yunzhen/platform/view-progress';
import type { Redis } from 'ioredis';
import type { Db } from 'mongodb';

export interface Progress {
  /** Resolves when the views have reached the position; throws ViewBehind after `ms`. */
  readonly reached: (position: number, ms: number) => Promise<void>;
  /** Where each of the views last changed, as one string: the same string means the same answers. */
  readonly stamp: (views: readonly string[]) => string;
  readonly stop: () => Promise<void>;
}

const pollMs = 1_000;
const pollWhileWaitingMs = 25;

export const progress = async (db: Db, redis: Redis): Promise<Progress> => {
  const checkpoints = viewsCheckpoints(db);
  const changed = new Map<string, number>();
  const waiting = new Set<{ position: number; resolve: () => void }>();
  let position = -1;

  const advance = (to: number): void => {
    if (to <= position) return;
    position = to;
    for (const one of waiting) if (one.position <= to) one.resolve();
  };
  const reread = async (): Promise<void> => {
    const stored = await checkpoints.findOne({ _id: 'views' });
    for (const [view, at] of Object.entries(stored?.changed ?? {}))
      changed.set(view, Math.max(at, changed.get(view) ?? 0));
    advance(stored?.position ?? -1);
  };

  const subscriber = redis.duplicate();
  subscriber.on('message', (_channel, message) => {
    const told = JSON.parse(message) as ViewsTold;
    for (const view of told.changed) changed.set(view, told.position);
    advance(told.position);
  });
  await subscriber.subscribe(viewsChannel);
  await reread();

  // A message that was missed is made up for here: rarely when idle, often while somebody waits.
  let timer: NodeJS.Timeout;
  const poll = () => {
    timer = setTimeout(
      () =>
        void reread()
          .catch(() => undefined)
          .finally(poll),
      waiting.size > 0 ? pollWhileWaitingMs : pollMs,
    );
    timer.unref();
  };
  poll();

  return {
    reached: (wanted, ms) => {
      if (wanted <= position) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const one = { position: wanted, resolve: () => settle(resolve) };
        const timeout = setTimeout(() => settle(() => reject(new ViewBehind())), ms);
        const settle = (end: () => void) => {
          clearTimeout(timeout);
          waiting.delete(one);
          end();
        };
        waiting.add(one);
      });
    },
    stamp: views => views.map(view => changed.get(view) ?? 0).join('.'),
    stop: async () => {
      clearTimeout(timer);
      subscriber.disconnect();
    },
  };
};
