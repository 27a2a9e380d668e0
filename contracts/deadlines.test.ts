import { expect, test } from '@jest/globals';
import { deadlines, states } from './index.ts';

test.each(deadlines.map(one => [one.command, one] as const))(
  '%s ends states that there are, and from which something leads on',
  (_, { capability, ends }) => {
    const declared = states[capability as keyof typeof states];
    const left = Object.values(declared?.steps ?? {}).flatMap(({ from }) => from);
    expect(ends.length).toBeGreaterThan(0);
    for (const one of ends) expect(left).toContain(one);
  },
);

test('one command ends by time what one event began', () => {
  const begun = deadlines.map(({ event, command }) => `${event} ${command}`);
  expect(new Set(begun).size).toBe(begun.length);
});
