/** The simulator draws the states anew, on purpose: whoever changes the contract's is asked here whether the rule has changed. */
import { expect, test } from '@jest/globals';
import { states } from '@yunzhen/contracts/index';
import { machines } from './invariants/machines.ts';

test.each(Object.entries(machines))('%s moves as its contract declares', (capability, machine) => {
  const steps = states[capability as keyof typeof states]?.steps;
  for (const [event, [from, to]] of Object.entries(machine)) {
    const declared = steps?.[`${capability}.${event}`];
    expect([event, declared?.to, [...(declared?.from ?? [])].sort()]).toEqual([event, to, from.split(' ').sort()]);
  }
});
