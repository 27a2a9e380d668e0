/**
 * Hands the clock, the timers and the chance of this process to the simulated world that runs just now: the real code asks Node for
 * them and must get the simulated ones.
 */
import crypto from 'node:crypto';
import events from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';
import type { Random } from '@yunzhen/people/random';
import type { Schedule } from './schedule.ts';

let owner: { readonly schedule: Schedule; readonly random: Random } | undefined;
const owned = () => {
  if (!owner) throw new Error('no simulated world runs');
  return owner;
};

export const own = (schedule: Schedule, random: Random): void => {
  owner = { schedule, random };
};

/** One for all: making one costs more than a turn. */
const abortError = new DOMException('The operation was aborted', 'AbortError');

const sleep = <T>(ms = 0, value?: T, options: { readonly signal?: AbortSignal } = {}): Promise<T> =>
  new Promise((resolve, reject) => {
    const { signal } = options;
    if (signal?.aborted) return reject(abortError);
    const cancel = owned().schedule.timer('a pause ends', ms, () => {
      signal?.removeEventListener('abort', stop);
      resolve(value as T);
    });
    const stop = (): void => {
      cancel();
      reject(abortError);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });

const handleOf = (cancel: () => void) => {
  const handle = { cancel, unref: () => handle, ref: () => handle };
  return handle;
};
const clear = (handle?: { cancel?: () => void }): void => handle?.cancel?.();

/** Node's own are gone for this process: nothing else may run in it. Call it before anything else is imported. */
export const ownTime = (): void => {
  Date.now = () => owned().schedule.now();
  Object.assign(globalThis, {
    setTimeout: (work: () => void, ms: number) => {
      const cancel = owned().schedule.timer('a timer ends', ms, work);
      return handleOf(() => cancel());
    },
    // None comes round within a life, and Node's own would keep every world that was.
    setInterval: () => handleOf(() => undefined),
    clearTimeout: clear,
    clearInterval: clear,
  });
  Object.assign(timers, { setTimeout: sleep });
  Object.assign(crypto, { randomInt: (below: number) => owned().random.below(below) });
  syncBuiltinESMExports();
  // A whole hospital waits on one signal.
  events.defaultMaxListeners = 0;
  // Thousands of errors are thrown on purpose.
  Error.stackTraceLimit = 4;
};
