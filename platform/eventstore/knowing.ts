/** The event store for those who follow it: nobody goes past an event that only a newer build knows. */
import type { Versions } from '@yunzhen/contracts/versions';
import { current } from './current.ts';
import { NewerEvent } from './errors.ts';
import type { EventStore, RecordedEvent } from './types.ts';

/**
 * The same store, whose pages of $all end before the first event that this build does not know; `readAll` and `subscribeAll` throw
 * NewerEvent when nothing is left before it.
 */
export const knowing = (store: EventStore, { knows }: Pick<Versions, 'knows'> = current): EventStore => {
  const known = (events: RecordedEvent[]): { events: RecordedEvent[]; newer?: RecordedEvent } => {
    const index = events.findIndex(event => !knows(event));
    const newer = events[index];
    return newer ? { events: events.slice(0, index), newer } : { events };
  };
  return {
    ...store,
    readAll: async (after, max) => {
      const page = await store.readAll(after, max);
      const { events, newer } = known(page.events);
      if (!newer) return page;
      const last = events.at(-1);
      if (!last) throw new NewerEvent(newer);
      return { events, last: last.position, end: false };
    },
    subscribeAll: async function* (after, options) {
      for await (const page of store.subscribeAll(after, options)) {
        const { events, newer } = known(page.events);
        if (!newer) yield page;
        else {
          const last = events.at(-1);
          if (last) yield { events, last: last.position, caughtUp: false };
          throw new NewerEvent(newer);
        }
      }
    },
  };
};
