import { expect, test } from '@jest/globals';
import { type Deadline, runDeadlines } from './deadlines.ts';

const reaction = { kind: 'call', gateway: 'wechat-pay.refund', key: '', input: {} } as const;
const cause = { eventId: 'e', correlationId: 'c', traceparent: undefined, path: 'paying.0' };
const deadline: Deadline = { _id: 'e paying.0', reaction, cause, at: new Date(0), attempts: 0 };

/** Runs what is due until nothing more happens to it; answers what is left. */
const left = async (perform: (kept: Map<string, Deadline>) => boolean): Promise<readonly Deadline[]> => {
  const kept = new Map([[deadline._id, deadline]]);
  const stop = new AbortController();
  await runDeadlines({
    waiting: {
      due: async now => [...kept.values()].filter(({ at }) => at <= now),
      done: async (_id, attempts) => {
        if (kept.get(_id)?.attempts === attempts) kept.delete(_id);
      },
    },
    perform: async () => {
      stop.abort();
      return perform(kept);
    },
    width: 2,
    now: () => 1,
    warn: message => {
      throw new Error(message);
    },
    signal: stop.signal,
  });
  return [...kept.values()];
};

test('[T4] what was performed is over', async () => expect(await left(() => true)).toEqual([]));
test('[T4] what was put back for another try stays, also when another runner wrote it again as it was', async () => {
  const again = { ...deadline, at: new Date(2) };
  expect(await left(kept => !kept.set(again._id, again))).toEqual([again]);
});
