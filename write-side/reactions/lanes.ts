/** Works events off: those of one stream one after the other, many streams at once, and knows up to where all is done. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';

export interface Lanes {
  /** Takes an event; resolves at once, or when there is room again. Rejects once a work has failed. */
  readonly take: (event: RecordedEvent) => Promise<void>;
  /** Settles when nothing is under way any more; rejects once a work has failed, and what stands behind that is not begun. */
  readonly idle: () => Promise<void>;
}

/** Events that may wait behind others of their streams, for each stream that may be worked on. */
const queued = 16;

/** `moved` is told the event up to which, without a gap, everything is done. */
export const lanes = (
  width: number,
  work: (event: RecordedEvent) => Promise<void>,
  moved: (event: RecordedEvent) => void,
): Lanes => {
  const order: { readonly event: RecordedEvent; done: boolean }[] = [];
  /** The last work of each stream, after all before it. */
  const streams = new Map<string, Promise<void>>();
  let open = 0;
  let failure: { readonly error: unknown } | null = null;
  let freed = (): void => undefined;

  const check = (): void => {
    if (failure) throw failure.error;
  };
  const finish = (entry: { done: boolean }): void => {
    entry.done = true;
    let last: RecordedEvent | undefined;
    while (order[0]?.done) last = order.shift()?.event;
    if (last !== undefined) moved(last);
  };
  const full = () => !failure && (streams.size >= width || open >= width * queued);

  return {
    take: async event => {
      check();
      const { stream } = event;
      const entry = { event, done: false };
      order.push(entry);
      open += 1;
      const mine: Promise<void> = (streams.get(stream) ?? Promise.resolve())
        .then(() => (failure ? undefined : work(event).then(() => finish(entry))))
        .catch(error => {
          failure ??= { error };
        })
        .finally(() => {
          open -= 1;
          if (streams.get(stream) === mine) streams.delete(stream);
          freed();
        });
      streams.set(stream, mine);
      while (full())
        await new Promise<void>(resolve => {
          freed = resolve;
        });
      check();
    },
    idle: async () => {
      while (streams.size > 0) await Promise.all(streams.values());
      check();
    },
  };
};
