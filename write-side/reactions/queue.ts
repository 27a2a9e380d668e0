/** Works of one system: so many at a time, those of one stream one after the other. */
import { bulkhead } from 'cockatiel';

export interface Queue {
  /** A work never rejects. */
  readonly push: (stream: string, work: () => Promise<void>) => void;
  /** Waiting and under way. */
  readonly size: () => number;
  /** Resolves when nothing is left. */
  readonly idle: () => Promise<void>;
}

export const perStreamQueue = (width: number): Queue => {
  const room = bulkhead(width, Number.MAX_SAFE_INTEGER);
  /** The last work of each stream, after all before it. */
  const streams = new Map<string, Promise<void>>();
  let size = 0;
  return {
    push: (stream, work) => {
      size += 1;
      const mine: Promise<void> = (streams.get(stream) ?? Promise.resolve())
        .then(() => room.execute(work))
        .finally(() => {
          size -= 1;
          if (streams.get(stream) === mine) streams.delete(stream);
        });
      streams.set(stream, mine);
    },
    size: () => size,
    idle: async () => {
      while (streams.size > 0) await Promise.all(streams.values());
    },
  };
};
