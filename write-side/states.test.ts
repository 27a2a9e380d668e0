/** Every decider folds its status as its contract declares it: along the shortest way to each state, and one event further. */
import { expect, test } from '@jest/globals';
import { none, type States, stepFrom } from '@yunzhen/contracts/states';
import { currentFixtures } from '@yunzhen/contracts/testing/fixtures';
import type { Feature } from './feature.ts';
import { features } from './features.ts';

const fixtures = currentFixtures();
const all = features;
const withStates = all.flatMap(({ contract, states }) => (states ? [[contract.name, states] as const] : []));

/** The shortest sequence of events to each state. */
const ways = (states: States): ReadonlyMap<string, readonly string[]> => {
  const known = new Map<string, readonly string[]>([[none, []]]);
  for (const [status, way] of known)
    for (const type of Object.keys(states.steps)) {
      const next = stepFrom(states, status, type);
      if (next && !known.has(next)) known.set(next, [...way, type]);
    }
  return known;
};
const statusAfter = ({ decider }: Feature, events: readonly string[]): unknown => {
  const evolve = decider.evolve as Record<string, (state: unknown, data: unknown) => unknown>;
  const state = events.reduce((folded, type) => evolve[type]?.(folded, fixtures.get(type)) ?? folded, decider.initial);
  return (state as { status: unknown }).status;
};

test.each(withStates)('%s', (name, states) => {
  const feature = all.find(({ contract }) => contract.name === name) as Feature;
  const steps = [...ways(states)].flatMap(([status, way]) =>
    Object.keys(states.steps).flatMap(type => {
      const next = stepFrom(states, status, type);
      return next ? [{ events: [...way, type], next }] : [];
    }),
  );
  expect(steps.map(({ events }) => [events, statusAfter(feature, events)])).toEqual(
    steps.map(({ events, next }) => [events, next]),
  );
});
