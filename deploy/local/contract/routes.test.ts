import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isBytes } from '@yunzhen/contracts/endpoint';
import { capabilities, endpoints, queries } from '@yunzhen/contracts/index';
import { operationsEndpoints } from '@yunzhen/contracts/operations/endpoints';
import { openapi } from '@yunzhen/platform/openapi';
import { testServers } from '@yunzhen/platform/servers.testing';
import { composeReadApi } from '@yunzhen/read-api/compose';
import { composeRealtime } from '@yunzhen/realtime/compose';
import { composeWriteSide } from '@yunzhen/write-side/compose';
import { outsideNowhere } from '@yunzhen/write-side/testing/nowhere';

let house: Awaited<ReturnType<typeof testServers>>;
let served: readonly string[];
beforeAll(async () => {
  house = await testServers();
  const { servers, log, metrics } = house;
  const parts = [
    composeWriteSide(outsideNowhere(), servers, log, metrics),
    await composeReadApi(servers, log, metrics),
    composeRealtime(servers, log, metrics),
  ];
  const app = await house.app(...parts);
  const router = app.getHttpAdapter().getInstance();
  served = [
    ...parts.flatMap(({ routes }) => routes.map(({ method, path }) => `${method} ${path}`)),
    // Every process has these, whatever it hosts.
    ...Object.values(operationsEndpoints).flatMap(({ method, path }) =>
      router.hasRoute({ method, url: path }) ? [`${method} ${path}`] : [],
    ),
  ];
});
afterAll(() => house.close());

const commands = 'POST /api/:capability/:id/:command';
const declared: readonly string[] = [
  commands,
  ...[...queries.values()].map(({ path, posted }) => `${posted ? 'POST' : 'GET'} /api${path}`),
  ...[...endpoints.values()].map(({ method, path }) => `${method} ${path}`),
];
const without = (all: readonly string[], these: readonly string[]) => all.filter(one => !these.includes(one));

test('what is served is declared', () => expect(without(served, declared)).toEqual([]));
test('what is declared is served, once', () => {
  expect(without(declared, served)).toEqual([]);
  expect(new Set(served).size).toBe(served.length);
});

interface Operation {
  readonly summary: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;
const { paths } = openapi(capabilities, [...queries.values()], [...endpoints.values()]) as { readonly paths: Paths };
const documented = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path}`, ...operation })),
);

test('all of it is in the documentation, and nothing else', () => {
  const public_ = capabilities.flatMap(({ name, commands }) =>
    Object.entries(commands).flatMap(([command, { access }]) => (access ? [`POST /api/${name}/{id}/${command}`] : [])),
  );
  const routes = [...public_, ...without(declared, [commands]).map(route => route.replace(/:(\w+)/g, '{$1}'))];
  expect(documented.map(({ route }) => route).sort()).toEqual(routes.sort());
});

test('with every status, and a content type for each that has a body', () => {
  for (const { route, responses } of documented) {
    const [first = ''] = Object.keys(responses).filter(status => status.startsWith('2'));
    expect([route, first]).toEqual([route, expect.stringMatching(/^20[04]$/)]);
    expect([route, Object.keys(responses)]).toEqual([route, expect.arrayContaining(['500', '503'])]);
    for (const [status, { content }] of Object.entries(responses)) {
      const types = Object.keys(content ?? {});
      if (status === '204' || status === '304') expect([route, status, types]).toEqual([route, status, []]);
      else expect([route, status, types.length > 0]).toEqual([route, status, true]);
    }
  }
});

test('an endpoint is documented with its own refusals, and with the types of its bytes', () => {
  for (const { method, path, refusals, refusedAs, answer } of endpoints.values()) {
    const found = documented.find(({ route }) => route === `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const text = JSON.stringify(found?.responses ?? {});
    for (const [code, status] of Object.entries(refusals))
      expect(JSON.stringify(found?.responses[status])).toContain(`"${refusedAs ?? code}"`);
    if (isBytes(answer)) for (const type of answer.types) expect(text).toContain(`"${type}"`);
  }
});
