/** The way to a server and back: requests and answers get lost, arrive late, or find nobody. */
import type { Random } from '@yunzhen/people/random';
import type { Schedule } from './schedule.ts';

/** Probabilities; all nothing once the faults stop. */
export interface Faults {
  lostRequest: number;
  lostAnswer: number;
  lateRequest: number;
  unreachable: number;
}

export interface Network {
  /**
   * A request that changes something. `unknown` is what the sender learns when no answer comes: it may have happened, may still
   * happen, or never.
   */
  readonly change: <T>(what: string, effect: () => T, unknown: () => Error) => Promise<T>;
  /** A request that changes nothing. */
  readonly ask: <T>(what: string, read: () => T, unreachable: () => Error) => Promise<T>;
}

/** Nobody waits for the answer. */
const attempt = (effect: () => unknown): void => {
  try {
    effect();
  } catch {
    return;
  }
};

export const network = (schedule: Schedule, random: Random, faults: Faults, down: () => boolean): Network => ({
  change: async (what, effect, unknown) => {
    const answer = await schedule.park(
      what,
      () => {
        const fate = random.next();
        if (down() || fate < faults.lostRequest) {
          schedule.note(`${what}: the request was lost`);
          throw unknown();
        }
        if (fate < faults.lostRequest + faults.lateRequest) {
          schedule.note(`${what}: the request is late`);
          schedule.someTime(`${what} arrives late`, () => attempt(effect));
          throw unknown();
        }
        return effect();
      },
      () => attempt(effect),
    );
    if (random.chance(0.5)) await schedule.park(`${what} answered`, () => undefined);
    if (random.chance(faults.lostAnswer)) {
      schedule.note(`${what}: the answer was lost`);
      throw unknown();
    }
    return answer;
  },
  ask: (what, read, unreachable) =>
    schedule.park(what, () => {
      if (!down() && !random.chance(faults.unreachable)) return read();
      schedule.note(`${what}: unreachable`);
      throw unreachable();
    }),
});
