import { expect, test } from '@jest/globals';
import { problemStatuses } from './api/problems.ts';
import { type Endpoint, pathParams } from './endpoint.ts';
import { capabilities, endpoints, queries } from './index.ts';

const all: readonly (readonly [name: string, of: Endpoint])[] = [...endpoints];

test('every endpoint has a name and an address of its own, which no command or query has', () => {
  const addresses = [
    ...all.map(([, { method, path }]) => `${method} ${path}`),
    ...[...queries.values()].map(({ path, posted }) => `${posted ? 'POST' : 'GET'} /api${path}`),
  ].map(address => address.replace(/:\w+/g, ':'));
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(all.filter(([name]) => queries.has(name))).toEqual([]);
  // POST /api/<capability>/<id>/<command> would take them, in another order of routes.
  const taken = all.filter(([, { method, path }]) => method === 'POST' && path.split('/').length === 5);
  const names = capabilities.map(({ name }) => name);
  expect(taken.filter(([, { path }]) => names.includes(path.split('/')[2] ?? ''))).toEqual([]);
});

test('parameters of a path are declared, and are ids', () => {
  for (const [, { path, params }] of all)
    for (const name of pathParams(path)) {
      expect(Object.keys(params)).toContain(name);
      expect(params[name]).toMatchObject({ type: 'string', format: 'uuid' });
    }
});

test('a refusal has a plain code with a status of 4xx, and no code means two things', () => {
  for (const [name, { refusals }] of all)
    for (const [code, status] of Object.entries<number>(refusals)) {
      expect([name, code]).toEqual([name, expect.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/)]);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      if (Object.hasOwn(problemStatuses, code)) expect(problemStatuses).toMatchObject({ [code]: status });
    }
});

test('whose commands it sends is a capability', () => {
  const names = capabilities.map(({ name }) => name);
  for (const [, { sends = [] }] of all) for (const name of sends) expect(names).toContain(name);
});
