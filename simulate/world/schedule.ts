/**
 * The one thread of a simulated world. Whatever waits for a network, a server or a timer is parked here, and chance says what goes on
 * next; between two parkings the real code runs undisturbed. A part that crashes simply never goes on.
 */
import type { Random } from '@yunzhen/people/random';

/** A process that runs code of its own and can be lost. */
export interface Part {
  readonly name: string;
}

interface Parked {
  readonly part: Part;
  readonly what: string;
  readonly go: () => void;
  /** What still reaches its server although the part that sent it is gone. */
  readonly orphan?: () => void;
}
interface Timer extends Parked {
  readonly due: number;
}
interface Waiting extends Parked {
  readonly ready: () => boolean;
}

export type Schedule = ReturnType<typeof schedule>;

/** Everything that can run without another parked thing going on has run: ticks come after all settled promises. */
const settled = (): Promise<void> => new Promise(resolve => process.nextTick(resolve));

/** The outside world: nobody can crash it. */
export const world: Part = { name: 'world' };

/**
 * @param start epoch milliseconds
 * @param traced how many of the last things that happened are kept
 */
export const schedule = (random: Random, start: number, traced = 40) => {
  let now = start;
  let current = world;
  let turns = 0;
  let ready: Parked[] = [];
  let timers: Timer[] = [];
  let waiting: Waiting[] = [];
  /** The last things that happened, a ring. */
  const trace: { readonly at: number; readonly part: string; readonly what: string }[] = [];

  const note = (what: string, part = current): void => {
    trace[turns++ % traced] = { at: now, part: part.name, what };
  };

  const park = <T>(what: string, work: () => T | Promise<T>, orphan?: () => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const go = (): void => {
        try {
          resolve(work());
        } catch (error) {
          reject(error);
        }
      };
      ready.push({ part: current, what, go, ...(orphan && { orphan }) });
    });

  const fire = (): void => {
    if (timers.every(({ due }) => due > now)) return;
    const due = timers.filter(timer => timer.due <= now).sort((a, b) => a.due - b.due);
    timers = timers.filter(timer => timer.due > now);
    ready.push(...due);
  };

  /** Lets one parked thing go on; false when nothing is ready. */
  const turn = async (): Promise<boolean> => {
    const index = random.below(ready.length);
    const chosen = ready[index];
    if (!chosen) return false;
    const last = ready.pop() as Parked;
    if (last !== chosen) ready[index] = last;
    now += 1;
    current = chosen.part;
    note(chosen.what);
    chosen.go();
    await settled();
    current = world;
    fire();
    return true;
  };

  return {
    now: () => now,
    note,
    park,
    turn,
    /** Goes on at some time, whatever becomes of the part that began it. */
    someTime: (what: string, go: () => void): void => {
      ready.push({ part: world, what, go });
    },
    /** Runs code of a part until it parks. */
    within: async (part: Part, work: () => void): Promise<void> => {
      current = part;
      work();
      await settled();
      current = world;
    },
    /** Something may have become ready that others wait for. */
    wake: (): void => {
      if (!waiting.some(one => one.ready())) return;
      ready.push(...waiting.filter(one => one.ready()));
      waiting = waiting.filter(one => !one.ready());
    },
    /** Parks until `is` holds. */
    until: (what: string, is: () => boolean): Promise<void> =>
      new Promise(resolve => {
        const parked = { part: current, what, go: resolve };
        if (is()) ready.push(parked);
        else waiting.push({ ...parked, ready: is });
      }),
    /** The timer is gone when the answer is called. */
    timer: (what: string, ms: number, go: () => void): (() => void) => {
      const timer = { part: current, what, go, due: now + Math.max(0, ms) };
      timers.push(timer);
      return () => {
        timers = timers.filter(other => other !== timer);
        ready = ready.filter(other => other !== timer);
      };
    },
    pass: (ms: number): void => {
      now += ms;
      fire();
    },
    /** When the next timer is due; null when there is none. */
    nextTimer: (): number | null => timers.reduce<number | null>((least, { due }) => Math.min(least ?? due, due), null),
    idle: (): boolean => ready.length === 0,
    /** A part is lost; each of its requests on the way arrives all the same, or does not. */
    crash: (part: Part): void => {
      const kept: Parked[] = [];
      for (const parked of ready) {
        if (parked.part !== part) kept.push(parked);
        else if (parked.orphan && random.chance(0.5))
          kept.push({ part: world, what: `${parked.what} (its sender is gone)`, go: parked.orphan });
      }
      ready = kept;
      timers = timers.filter(timer => timer.part !== part);
      waiting = waiting.filter(one => one.part !== part);
    },
    /** The last things that happened, oldest first. */
    traced: (): readonly string[] =>
      [...trace.slice(turns % traced), ...trace.slice(0, turns % traced)].map(
        ({ at, part, what }) => `${new Date(at).toISOString()} ${part.padEnd(12)} ${what}`,
      ),
    turns: () => turns,
  };
};
