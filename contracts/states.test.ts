import { expect, test } from '@jest/globals';
import { capabilities, states } from './index.ts';
import { eventSchemas } from './language.ts';
import { states as declare, none, stepFrom } from './states.ts';

type JarEvent = { type: 'jar.filled' } | { type: 'jar.sealed' } | { type: 'jar.emptied' } | { type: 'jar.labelled' };
const jar = declare<JarEvent>()('jar', {
  filled: { from: ['none', 'empty'], to: 'full' },
  sealed: { from: ['full'], to: 'closed' },
  emptied: { from: ['full', 'closed'], to: 'empty' },
  labelled: { from: ['full'] },
});

test('its statuses are where its steps lead to, each once', () => {
  expect(jar.statuses).toEqual(['full', 'closed', 'empty']);
});

test.each([
  ['none', 'jar.filled', 'full'],
  ['empty', 'jar.filled', 'full'],
  ['full', 'jar.labelled', 'full'],
  ['none', 'jar.sealed', null],
  ['closed', 'jar.labelled', null],
  ['full', 'jar.broken', null],
])('from %s, %s leads to %s', (from, type, to) => expect(stepFrom(jar, from, type)).toBe(to));

const declared = Object.entries(states).flatMap(([name, of]) => (of ? [[name, of] as const] : []));

test.each(declared)('%s: its steps are its events, and each of its states can be reached', (name, of) => {
  const contract = capabilities.find(one => one.name === name);
  expect([of.capability, Object.keys(of.steps).sort()]).toEqual([
    name,
    contract && [...eventSchemas(contract).keys()].sort(),
  ]);
  const reached = new Set<string>([none]);
  for (const status of reached)
    for (const type of Object.keys(of.steps)) reached.add(stepFrom(of, status, type) ?? status);
  expect([...reached].sort()).toEqual([none, ...of.statuses].sort());
});
