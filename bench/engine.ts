/** Engines follow events for ever; here they are run by themselves, and end. */
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

/** What an engine is given besides: its first alarm is an error. */
export const unattended = () => {
  const abort = new AbortController();
  let failure: unknown;
  let began = performance.now();
  return {
    signal: abort.signal,
    alarm: (_message: string, error: unknown) => {
      failure = error;
      abort.abort();
    },
    begin: () => {
      began = performance.now();
    },
    /** Milliseconds from the beginning to the end. */
    ended: async (done: Promise<void>): Promise<number> => {
      await done;
      if (failure) throw failure;
      return performance.now() - began;
    },
  };
};
