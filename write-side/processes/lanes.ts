/** Works events off: those of one stream one after the other, many streams at once, and knows up to where all is done. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';

export interface Lanes {
  /** Takes an event; resolves at once, or when there is room again. Rejects once a work has failed. */
  readonly take: (event: RecordedEvent) => Promise<void>;
  /** Resolves when everything taken is done. */
  readonly idle: () => Promise<void>;
}

/** `moved` is told the position up to which, without a gap, everything is done. */
export const lanes = (
  width: number,
  work: (event: RecordedEvent) => Promise<void>,
  moved: (position: bigint) => void,
): Lanes => {
  const order: { readonly position: bigint; done: boolean }[] = [];
  const streams = new Map<string, Promise<void>>();
  const running = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;

  const check = (): void => {
    if (failure) throw failure.error;
  };
  const finish = (entry: { done: boolean }): void => {
    entry.done = true;
    let last: bigint | undefined;
    while (order[0]?.done) last = order.shift()?.position;
    if (last !== undefined) moved(last);
  };

  return {
    take: async event => {
      check();
      const entry = { position: event.position, done: false };
      order.push(entry);
      const before = streams.get(event.stream) ?? Promise.resolve();
      const mine: Promise<void> = before
        .then(() => (failure ? undefined : work(event).then(() => finish(entry))))
        .catch(error => {
          failure ??= { error };
        })
        .finally(() => {
          running.delete(mine);
          if (streams.get(event.stream) === mine) streams.delete(event.stream);
        });
      streams.set(event.stream, mine);
      running.add(mine);
      while (running.size >= width) await Promise.race(running);
      check();
    },
    idle: async () => {
      await Promise.all(running);
      check();
    },
  };
};
