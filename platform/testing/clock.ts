/** A clock that tests move, and processes on it that can be frozen and killed. */
import { setImmediate } from 'node:timers/promises';

interface Waiting {
  readonly at: number;
  readonly asleep: () => boolean;
  readonly wake: () => void;
}

export interface VirtualProcess {
  readonly now: () => number;
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly freeze: () => void;
  /** Its pauses that are over end now. */
  readonly thaw: () => void;
  /** Nothing it waits for ever comes. */
  readonly kill: () => void;
}

export const virtualClock = () => {
  let time = 0;
  let waiting: Waiting[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  };
  return {
    now: () => time,
    process: (): VirtualProcess => {
      let frozen = false;
      let dead = false;
      return {
        now: () => time,
        pause: (ms, signal) =>
          new Promise(resolve => {
            const early = () => {
              if (!dead) resolve();
            };
            const wake = () => {
              signal?.removeEventListener('abort', early);
              resolve();
            };
            waiting.push({ at: time + ms, asleep: () => frozen || dead, wake });
            if (signal?.aborted) early();
            signal?.addEventListener('abort', early, { once: true });
          }),
        freeze: () => {
          frozen = true;
        },
        thaw: () => {
          frozen = false;
        },
        kill: () => {
          dead = true;
        },
      };
    },
    /** Moves the clock, ending every pause in its order. */
    advance: async (ms: number): Promise<void> => {
      const until = time + ms;
      for (;;) {
        await settle();
        const due = waiting.filter(one => one.at <= until && !one.asleep()).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        waiting = waiting.filter(one => one !== due);
        time = Math.max(time, due.at);
        due.wake();
      }
      time = until;
    },
  };
};
