/** What somebody may want to do, and how it is looked for in what is the case. */
import type { Actor } from '@yunzhen/contracts/roles';
import type { Random } from '../random.ts';
import type { States, Truth } from './truth.ts';

export interface Wish {
  readonly to: string;
  readonly id: string;
  readonly command: string;
  readonly input: object;
  readonly by: Actor;
}
export interface Sight {
  readonly truth: Truth;
  readonly random: Random;
  readonly now: () => number;
  /** Most numbers of a new session. */
  readonly capacity: number;
}
export type Habit = (sight: Sight) => readonly (() => Wish)[];

export const patient = (id: string): Actor => ({ id, role: 'patient' });
export const doctor = (id: string): Actor => ({ id, role: 'doctor' });
export const pharmacist = (id: string): Actor => ({ id, role: 'pharmacist' });

export const wish = (to: string, id: string, command: string, by: Actor, input: object = {}): Wish => ({
  to,
  id,
  command,
  by,
  input,
});

/** Everything of a capability that is as it should be. */
export const each =
  <C extends keyof States>(
    capability: C,
    is: (state: States[C]) => boolean,
    want: (id: string, state: States[C], sight: Sight) => Wish,
  ): Habit =>
  sight =>
    [...(sight.truth[capability] as ReadonlyMap<string, States[C]>)].flatMap(([id, state]) =>
      is(state) ? [() => want(id, state, sight)] : [],
    );
