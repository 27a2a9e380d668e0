/** Hands events that became durable to the subscriptions they concern, from memory. */
import type { Committed } from './commit.ts';
import type { Store } from './store.ts';

export type Receiver = (events: readonly Committed[]) => void;

export interface LiveEvents {
  /** Returns how to stop. */
  onAll(receive: Receiver): () => void;
  onStream(stream: string, receive: Receiver): () => void;
}

export const liveEvents = (store: Store): LiveEvents => {
  const all = new Set<Receiver>();
  const streams = new Map<string, Set<Receiver>>();
  store.onCommit(events => {
    for (const receive of all) receive(events);
    if (streams.size === 0) return;
    for (const event of events) for (const receive of streams.get(event.stream) ?? []) receive([event]);
  });
  return {
    onAll: receive => {
      all.add(receive);
      return () => all.delete(receive);
    },
    onStream: (stream, receive) => {
      const receivers = streams.get(stream) ?? new Set();
      streams.set(stream, receivers.add(receive));
      return () => {
        receivers.delete(receive);
        if (receivers.size === 0) streams.delete(stream);
      };
    },
  };
};
