import { expect, test } from '@jest/globals';
import { allViews } from '@yunzhen/projections/registry';
import { touchedBy } from './touched.ts';

test('every event makes the views old that the projections change by it', async () => {
  const missing = (await allViews()).flatMap(({ name, on }) =>
    Object.keys(on)
      .filter(type => !touchedBy(type).includes(name))
      .map(type => `${type} → ${name}`),
  );
  expect(missing).toEqual([]);
});

test('figures follow every event', () => {
  expect(touchedBy('registration.held')).toEqual(['registrations', 'sessions', 'facts']);
  expect(touchedBy('unheard.of')).toEqual(['facts']);
});
