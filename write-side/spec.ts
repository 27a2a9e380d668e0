import assert from 'node:assert/strict';
import { type Decider, Refusal } from './decider.ts';

/** given(past).when(command).then(events) or .thenRefused(code): exact, ordered, nothing else. */
export const spec = <C extends { type: string }, E extends { type: string }, S>(decider: Decider<C, E, S>) => ({
  given: (...past: E[]) => ({
    when: (command: C) => {
      const run = () => {
        const evolve = decider.evolve as Record<string, (state: S, data: unknown) => S>;
        const decide = decider.decide as unknown as Record<string, (command: C, state: S) => readonly E[]>;
        const state = past.reduce(
          (s, e) => evolve[e.type]?.(s, (e as E & { data: unknown }).data) ?? s,
          decider.initial,
        );
        return decide[command.type]?.(command, state);
      };
      return {
        // biome-ignore lint/suspicious/noThenProperty: the word of the specification; never awaited
        then: (...events: E[]) => assert.deepEqual(run(), events),
        thenNothing: () => assert.deepEqual(run(), []),
        thenRefused: (code: string) => assert.throws(run, e => e instanceof Refusal && e.code === code),
      };
    },
  }),
});
