import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { capabilities } from '@yunzhen/contracts/index';
import { grantedBy, type Role, reachOf, roles } from '@yunzhen/contracts/roles';
import { testServers } from '@yunzhen/platform/servers.testing';
import { committer } from '../commit.ts';
import { composeWriteSide } from '../compose.ts';
import { dispatcher } from '../dispatch.ts';
import { features } from '../features.ts';
import { seal, surroundings } from '../testing/harness.ts';
import { holders, lostRights } from '../testing/holders.ts';
import { outsideNowhere } from '../testing/nowhere.ts';

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;

let people: ReturnType<typeof holders>;
/** One who may act in each role. */
let known: ReadonlyMap<Role, string>;

beforeAll(async () => {
  house = await testServers();
  // Nothing listens outside: commands alone are asked here, no process runs.
  const part = composeWriteSide(outsideNowhere(), house.servers, house.log, house.metrics);
  people = holders(part.dispatch, () => new Date(house.clock.now()));
  known = new Map(await Promise.all(roles.map(async role => [role, await people.open(role)] as const)));
  app = await house.app({ ...part, stop: async () => undefined });
});
afterAll(() => house.close());

interface Asked {
  readonly by?: Role | 'nobody';
  readonly id?: string;
  readonly key?: string | undefined;
  readonly type?: string | undefined;
  readonly authorization?: string;
}
const post = async (path: string, payload?: unknown, asked: Asked = {}) => {
  const { by = 'operator', key = randomUUID(), type = 'application/json' } = asked;
  const id = asked.id ?? known.get(by as Role) ?? '';
  const authorization = asked.authorization ?? (by === 'nobody' ? '' : (await house.bearer(id, by)).authorization);
  const answer = await app.inject({
    method: 'POST',
    url: path,
    headers: {
      ...(authorization && { authorization }),
      ...(!('key' in asked && asked.key === undefined) && { 'idempotency-key': key }),
      ...(payload !== undefined && { 'content-type': type }),
    },
    ...(payload !== undefined && {
      payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    }),
  });
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    headers: answer.headers,
    text: answer.body,
    body: answer.body === '' ? null : (JSON.parse(answer.body) as Record<string, unknown>),
  };
};
const problem = 'application/problem+json; charset=utf-8';
const department = { name: '心血管内科', subjectCode: '03.04', introduction: '复诊。', order: 1 };
const open = (id: string = randomUUID()) => `/api/department/${id}/open`;

/** Every command there is, and who may send it. */
const commands = capabilities.flatMap(({ name, commands }) =>
  Object.entries(commands).map(([command, { access }]) => ({ name, command, access })),
);

test.each(commands)(
  '[T2] $name/$command is open to those it is for, and to nobody else',
  async ({ name, command, access }) => {
    const path = `/api/${name}/${randomUUID()}/${command}`;
    const nobody = await post(path, {}, { by: 'nobody' });
    // Commands are somebody's: also those that everyone may send need a sign-in.
    expect([nobody.status, nobody.type]).toEqual([401, problem]);
    for (const by of roles) {
      const { status, type } = await post(path, {}, { by });
      if (reachOf(access, by) === null) expect([by, status, type]).toEqual([by, 403, problem]);
      else expect([by, [400, 404, 409].includes(status) || status === 200, status]).toEqual([by, true, status]);
    }
  },
);

/** Each role and each way of losing it that there is for it. */
const lost = roles.flatMap(role =>
  lostRights
    .filter(how => how !== 'retired' || grantedBy[role] === 'practitioner')
    .filter(how => how !== 'reset' || role !== 'patient')
    .map(how => ({ role, how })),
);

test.each(lost)('[O4] a $role who was or is $how sends no command of any kind', async ({ role, how }) => {
  const id = await people.open(role);
  const { authorization } = await house.bearer(id, role);
  const mine = commands.filter(({ access }) => reachOf(access, role));
  const send = ({ name, command }: (typeof commands)[number]) =>
    post(`/api/${name}/${randomUUID()}/${command}`, {}, { authorization });
  for (const one of mine) expect([one.command, (await send(one)).status === 401]).toEqual([one.command, false]);
  // The token is of an earlier moment than what ends it.
  await setTimeout(2);
  await people.lose(id, how);
  for (const one of mine) {
    const { status, body } = await send(one);
    expect([one.name, one.command, status, body?.code]).toEqual([one.name, one.command, 401, 'token-revoked']);
  }
});

test('[O4] a right that ended in another process ends here within a second', async () => {
  const id = await people.open('pharmacist');
  const { authorization } = await house.bearer(id, 'pharmacist');
  const elsewhere = holders(dispatcher(features, committer(house.servers.store, seal), surroundings));
  const claim = () => post(`/api/prescription/${randomUUID()}/claim`, {}, { authorization });
  expect((await claim()).status).toBe(409);
  await elsewhere.lose(id, 'retired');
  await setTimeout(1_000);
  expect((await claim()).status).toBe(401);
});

test('a command answers where its stream stands; the same key the same again', async () => {
  const [path, key] = [open(), randomUUID()];
  const first = await post(path, department, { key });
  expect(first).toMatchObject({ status: 200, body: { revision: 0, position: expect.stringMatching(/^\d+$/) } });
  expect((await post(path, department, { key })).body).toEqual(first.body);
  // Also in another order of fields, and with the blanks that are trimmed.
  const { name, ...rest } = department;
  expect((await post(path, { ...rest, name: ` ${name} ` }, { key })).body).toEqual(first.body);
});

test('the same key with another body is refused', async () => {
  const [path, key] = [open(), randomUUID()];
  await post(path, department, { key });
  const answer = await post(path, { ...department, order: 2 }, { key });
  expect(answer).toMatchObject({ status: 422, type: problem, body: { code: 'key-reused', status: 422 } });
});

test('a refusal is a conflict with its code', async () => {
  const answer = await post(`/api/department/${randomUUID()}/close`, {});
  expect(answer).toMatchObject({ status: 409, type: problem, body: { code: 'unknown-department', title: 'Conflict' } });
});

test('invalid input is told by field, without any value', async () => {
  const input = { ...department, name: '', subjectCode: 'geheim-1', order: 'geheim-2', more: 'geheim-3' };
  const { status, type, body, text } = await post(open(), input);
  expect([status, type, body?.code]).toEqual([400, problem, 'invalid-input']);
  expect((body?.errors as { path: string }[] | undefined)?.map(({ path }) => path).sort()).toEqual(
    ['input', 'input.name', 'input.order', 'input.subjectCode'].sort(),
  );
  expect(text).not.toContain('geheim');
  expect(house.lines.join('')).not.toContain('geheim');
});

test('what is not known is not found', async () => {
  for (const path of [
    `/api/fortune/${randomUUID()}/tell`,
    `/api/department/${randomUUID()}/dance`,
    `/api/department/${randomUUID()}/constructor`,
    `/api/__proto__/${randomUUID()}/open`,
    `/api/department/${randomUUID()}/open/more`,
    '/api/nothing',
    '/nothing',
  ])
    expect(await post(path, {})).toMatchObject({ status: 404, type: problem, body: { code: 'not-found' } });
});

test('an address that is none is told so, and leads nowhere else', async () => {
  for (const id of ['1', 'x'.repeat(36), `${randomUUID()}%00`, `${randomUUID()}%0a`, '..%2f..%2fhealth'])
    expect([id, (await post(`/api/department/${id}/open`, department)).status]).toEqual([id, 400]);
  // Dots are taken out on the way, before any route is looked for.
  expect((await post(`/api/department/${randomUUID()}/../../health/live`, department)).status).toBe(404);
  expect((await post(`//api/department/${randomUUID()}/open`, department)).status).toBe(404);
  expect(await post(`/api/department/${'a'.repeat(5_000)}/open`, department)).toMatchObject({
    status: 414,
    type: problem,
  });
});

test('an id and a key are the same in small and in large letters', async () => {
  const [id, key] = [randomUUID(), randomUUID()];
  for (const same of [key.toUpperCase(), key])
    expect((await post(open(id.toUpperCase()), department, { key: same })).body).toMatchObject({ revision: 0 });
  expect((await post(`/api/department/${id}/close`, {})).body).toMatchObject({ revision: 1 });
});

test('the key is needed, and is a UUID', async () => {
  for (const key of [undefined, '', '1', `${randomUUID()}, ${randomUUID()}`]) {
    const { status, body } = await post(open(), department, { key });
    expect([key, status, body?.errors]).toEqual([
      key,
      400,
      [{ path: 'idempotency-key', message: 'Idempotency-Key must be a UUID' }],
    ]);
  }
});

test('who is not signed in, not any more, or not by us, is told which', async () => {
  const path = open();
  const good = (await house.bearer(known.get('operator') ?? '', 'operator')).authorization;
  const told = async (authorization: string) => {
    const { status, type, body, headers } = await post(path, department, { authorization });
    return [status, type, body?.code, headers['www-authenticate']];
  };
  const as = (code: string) => [401, problem, code, 'Bearer error="invalid_token"'];
  for (const bad of [`${good}x`, 'Bearer', 'Bearer ', 'Basic b3A6eA==', 'Bearer a b', good.replace('Bearer ', '')])
    expect(await told(bad)).toEqual(as('token-invalid'));
  expect((await post(path, department, { by: 'nobody' })).body?.code).toBe('token-invalid');

  house.clock.now = () => Date.now() - 3_600_000;
  const old = (await house.bearer(known.get('operator') ?? '', 'operator')).authorization;
  house.clock.now = Date.now;
  expect(await told(old)).toEqual(as('token-expired'));

  const leaving = await people.open('operator');
  const revoked = (await house.bearer(leaving, 'operator')).authorization;
  await house.servers.tokens.revokeUser(leaving);
  expect(await told(revoked)).toEqual(as('token-revoked'));
});

test('who is not signed in learns nothing of an address or an input', async () => {
  for (const path of [open('1'), '/api/fortune/1/tell', open()])
    expect((await post(path, { wrong: true }, { by: 'nobody', key: undefined })).status).toBe(401);
});

test('a body that is no JSON, or not an object, is told so', async () => {
  for (const body of [
    '{',
    '{"name":',
    'name=x',
    '',
    '{"__proto__":{"name":"x"}}',
    '{"constructor":{"prototype":{}}}',
  ]) {
    const { status, type, text } = await post(open(), body);
    expect([body, status, type]).toEqual([body, 400, problem]);
    expect(text).not.toContain('Unexpected');
  }
  for (const body of ['[]', '"x"', '5', 'true', '[{"name":"x"}]'])
    expect([body, (await post(open(), body)).status]).toEqual([body, 400]);
});

test('a body in another form is not taken', async () => {
  const form = new URLSearchParams({ ...department, order: '1' }).toString();
  for (const [type, body] of [
    ['application/x-www-form-urlencoded', form],
    ['text/plain', JSON.stringify(department)],
    ['image/png', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['application/xml', '<a/>'],
    ['multipart/form-data; boundary=x', '--x--'],
  ] as const)
    expect([type, (await post(open(), body, { type })).status]).toEqual([type, 415]);
  expect((await post(open(), department, { type: 'application/json; charset=utf-8' })).status).toBe(200);
});

test('a command without input needs no body', async () => {
  const path = open();
  await post(path, department);
  expect((await post(path.replace('open', 'close'))).status).toBe(200);
});

test('a huge body is not read to its end', async () => {
  const { status, type, body } = await post(open(), { ...department, introduction: 'x'.repeat(400_000) });
  expect([status, type, body?.code]).toEqual([413, problem, 'payload-too-large']);
});

test('a command is sent and not fetched', async () => {
  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'] as const) {
    const answer = await app.inject({
      method,
      url: open(),
      headers: await house.bearer(known.get('operator') ?? '', 'operator'),
    });
    expect([method, answer.statusCode]).toEqual([method, 404]);
  }
});
