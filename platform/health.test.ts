import { expect, test } from '@jest/globals';
import { health } from './health.ts';

const never = new Promise<never>(() => undefined);

test('ready when every needed check passes', async () => {
  const { status, checks } = await health([
    { name: 'a', check: async () => true },
    { name: 'b', check: async () => undefined },
  ]).ready();
  expect(status).toBe('ok');
  expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
    ['a', true],
    ['b', true],
  ]);
});

test('a check fails by answering false, throwing or being late, and tells no more than its kind', async () => {
  const { status, checks } = await health([
    { name: 'no', check: async () => false },
    {
      name: 'throws',
      check: () => {
        throw new TypeError('password wrong');
      },
    },
    { name: 'late', check: () => never, limit: 1 },
  ]).ready();
  expect(status).toBe('failing');
  expect(checks.map(({ why }) => why)).toEqual(['false', 'TypeError', 'timeout']);
});

test('an optional part is reported and does not make the process unready', async () => {
  const { status, checks } = await health([{ name: 'redis', check: async () => false, optional: true }]).ready();
  expect(status).toBe('ok');
  expect(checks[0]?.ok).toBe(false);
});

test('those who ask at the same time share one round', async () => {
  let rounds = 0;
  const { ready, live } = health([
    {
      name: 'a',
      check: async () => {
        rounds += 1;
      },
    },
  ]);
  await Promise.all([ready(), ready(), ready()]);
  expect(rounds).toBe(1);
  await ready();
  expect(rounds).toBe(2);
  expect(live()).toEqual({ status: 'ok' });
});

test('what others stand on too is asked for people and alarms, and makes no process unready', async () => {
  let asked = 0;
  const shared = async () => {
    asked += 1;
    return false;
  };
  const { ready, dependencies } = health([
    { name: 'mongodb', check: shared, shared: true },
    { name: 'own', check: async () => true },
  ]);
  expect(await ready()).toMatchObject({ status: 'ok', checks: [{ name: 'own', ok: true }] });
  expect(asked).toBe(0);
  expect(await dependencies()).toMatchObject({
    status: 'failing',
    checks: [{ name: 'mongodb', ok: false }, { ok: true }],
  });
});

test('who is about to stop is not ready, however well', async () => {
  const draining = new AbortController();
  const { ready, live } = health([{ name: 'a', check: async () => true }], draining.signal);
  expect((await ready()).status).toBe('ok');
  draining.abort();
  expect((await ready()).status).toBe('draining');
  expect(live()).toEqual({ status: 'ok' });
});
