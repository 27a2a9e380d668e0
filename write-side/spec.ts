import assert from 'node:assert/strict';
import { type Decider, Refusal } from './decider.ts';

const decide = <C extends { type: string }, E extends { type: string }, S>(
  decider: Decider<C, E, S>,
  command: C,
  state: S,
): readonly E[] => decider.decide[command.type as C['type']](command as never, state);

/** The state after these events. */
export const fold = <C extends { type: string }, E extends { type: string }, S>(
  decider: Decider<C, E, S>,
  events: readonly E[],
  from = decider.initial,
): S =>
  events.reduce(
    (state, event) => decider.evolve[event.type as E['type']](state, (event as { data?: never }).data as never),
    from,
  );

/** All events after a sequence of commands of which some are refused. */
export const run = <C extends { type: string }, E extends { type: string }, S>(
  decider: Decider<C, E, S>,
  commands: readonly C[],
  past: readonly E[] = [],
): readonly E[] => {
  const events = [...past];
  let state = fold(decider, past);
  for (const command of commands)
    try {
      const decided = decide(decider, command, state);
      state = fold(decider, decided, state);
      events.push(...decided);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  return events;
};

/** given(past).when(command).then(events) or .thenRefused(code): exact, ordered, nothing else. */
export const spec = <C extends { type: string }, E extends { type: string }, S>(decider: Decider<C, E, S>) => ({
  given: (...past: E[]) => ({
    when: (command: C) => {
      const decided = () => decide(decider, command, fold(decider, past));
      return {
        // biome-ignore lint/suspicious/noThenProperty: the word of the specification; never awaited
        then: (...events: E[]) => assert.deepEqual(decided(), events),
        thenNothing: () => assert.deepEqual(decided(), []),
        thenRefused: (code: string) => assert.throws(decided, e => e instanceof Refusal && e.code === code),
      };
    },
  }),
});
