import assert from 'node:assert/strict';
import { type CapabilityName, states } from '@yunzhen/contracts/index';
import { none, type States, stepFrom } from '@yunzhen/contracts/states';
import { type Decider, Refusal } from './decider.ts';

type Events = readonly { readonly type: string }[];

const statesOf = ([first]: Events): States | null => {
  const name = first?.type.split('.')[0] ?? '';
  return Object.hasOwn(states, name) ? states[name as CapabilityName] : null;
};
/** Where the declared states lead to; null where they allow no such events. */
const leadsTo = (of: States, events: Events): string | null =>
  events.reduce<string | null>((from, { type }) => from && stepFrom(of, from, type), none);

/** What is decided on a past that can be follows the declared states, and the decider's own status is where they lead to. */
const checkPath = (past: Events, decided: Events, state: unknown): void => {
  const events = [...past, ...decided];
  const of = statesOf(events);
  if (!of || decided.length === 0 || leadsTo(of, past) === null) return;
  const types = events.map(({ type }) => type).join(', ');
  const to = leadsTo(of, events);
  assert.notEqual(to, null, `not declared in states.ts: ${types}`);
  assert.equal((state as { status: string }).status, to, `the status after ${types}`);
};

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
      checkPath(events, decided, state);
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
      const decided = () => {
        const state = fold(decider, past);
        const events = decide(decider, command, state);
        checkPath(past, events, fold(decider, events, state));
        return events;
      };
      return {
        // biome-ignore lint/suspicious/noThenProperty: the word of the specification; never awaited
        then: (...events: E[]) => assert.deepEqual(decided(), events),
        thenNothing: () => assert.deepEqual(decided(), []),
        thenRefused: (code: string) => assert.throws(decided, e => e instanceof Refusal && e.code === code),
      };
    },
  }),
});
