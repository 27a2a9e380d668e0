/** A subscription that ends: for engines that follow events for ever. */
import type { EventStore } from '@yunzhen/platform/eventstore';

/**
 * The next so many events as one who follows them is given them, then the end.
 * @param began told when the first page is asked for: what an engine prepares before is not measured
 */
export const some = (
  subscribeAll: EventStore['subscribeAll'],
  count: number,
  began: () => void,
): EventStore['subscribeAll'] =>
  async function* (after, options) {
    began();
    let left = count;
    for await (const page of subscribeAll(after, options)) {
      const events = page.events.slice(0, left);
      left -= events.length;
      yield { ...page, events, last: left > 0 ? page.last : (events.at(-1)?.position ?? page.last) };
      if (left === 0) return;
    }
  };
