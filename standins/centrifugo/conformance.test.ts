/** What was recorded from Centrifugo 6.3.1, exchange by exchange. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fresh, seconds, session, target } from './testing/hub.ts';

let hub: ReturnType<typeof session>;
beforeAll(async () => {
  hub = session(await target());
});
afterAll(() => hub.close());

const epoch = expect.stringMatching(/^[a-zA-Z]{4}$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const error = (code: number, message: string) => ({ error: { code, message } });
const positioned = { recoverable: true, epoch, positioned: true };
const bob = { user: 'bob', conn_info: { name: 'bob' } };
const alice = { user: 'alice', conn_info: { name: 'alice' } };

test('connect tells id, lifetime and how often it pings', async () => {
  const { connect } = await hub.connected('alice');
  expect(connect).toStrictEqual({
    client: uuid,
    version: expect.any(String),
    expires: true,
    ttl: expect.any(Number),
    ping: 6,
    pong: true,
  });
  expect([599, 600]).toContain(connect.ttl);
});

test('joins, publications of clients and of the server, leaves', async () => {
  const channel = fresh('consult:');
  const first = await hub.connected('alice', { info: alice.conn_info });
  const subscribe = { subscribe: { channel, join_leave: true, flag: 1 } };
  expect(await first.ask(subscribe)).toStrictEqual({ subscribe: positioned });
  expect(await first.pushed()).toStrictEqual({ channel, join: { info: { ...alice, client: first.id } } });
  const second = await hub.connected('bob', { info: bob.conn_info });
  const join = { channel, join: { info: { ...bob, client: second.id } } };
  expect(await second.ask(subscribe)).toStrictEqual({ subscribe: positioned });
  expect(await second.pushed()).toStrictEqual(join);
  expect(await first.pushed()).toStrictEqual(join);

  expect(await second.ask({ publish: { channel, data: { t: 1 } } })).toStrictEqual({ publish: {} });
  const info = { ...bob, client: second.id };
  for (const client of [first, second]) {
    expect(await client.pushed()).toStrictEqual({ channel, pub: { data: { t: 1 }, info, offset: 1 } });
  }
  expect(await hub.api('publish', { channel, data: { t: 2 } })).toStrictEqual({ result: { offset: 2, epoch } });
  const keyed = { channel, idempotency_key: 'k1' };
  expect(await hub.api('publish', { ...keyed, data: { t: 3 } })).toStrictEqual({ result: { offset: 3, epoch } });
  expect(await hub.api('publish', { ...keyed, data: { t: 33 } })).toStrictEqual({ result: { offset: 3, epoch } });
  for (const client of [first, second]) {
    expect(await client.pushed()).toStrictEqual({ channel, pub: { data: { t: 2 }, offset: 2 } });
    expect(await client.pushed()).toStrictEqual({ channel, pub: { data: { t: 3 }, offset: 3 } });
    expect(await client.unasked()).toStrictEqual([]);
  }

  const presence = { [first.id]: { ...alice, client: first.id }, [second.id]: info };
  const stats = { num_clients: 2, num_users: 2 };
  expect(await first.ask({ presence: { channel } })).toStrictEqual({ presence: { presence } });
  expect(await first.ask({ presence_stats: { channel } })).toStrictEqual({ presence_stats: stats });
  expect(await hub.api('presence', { channel })).toStrictEqual({ result: { presence } });
  expect(await hub.api('presence_stats', { channel })).toStrictEqual({ result: stats });
  expect(await hub.api('channels', { pattern: channel })).toStrictEqual({
    result: { channels: { [channel]: { num_clients: 2 } } },
  });

  const publications = [
    { data: { t: 1 }, info, offset: 1 },
    { data: { t: 2 }, offset: 2 },
    { data: { t: 3 }, offset: 3 },
  ];
  expect(await first.ask({ history: { channel, limit: 10 } })).toStrictEqual({
    history: { publications, epoch, offset: 3 },
  });
  expect(await first.ask({ history: { channel, limit: 1, reverse: true } })).toStrictEqual({
    history: { publications: publications.slice(2), epoch, offset: 3 },
  });
  expect(await hub.api('history', { channel, limit: 1 })).toStrictEqual({
    result: { publications: publications.slice(0, 1), epoch, offset: 3 },
  });

  const commands = [{ publish: { channel, data: 4 } }, { publish: { channel: 'nope:1', data: 1 } }];
  expect(await hub.api('batch', { commands })).toStrictEqual({
    replies: [{ publish: { offset: 4, epoch } }, error(102, 'unknown channel')],
  });
  for (const client of [first, second])
    expect(await client.pushed()).toStrictEqual({ channel, pub: { data: 4, offset: 4 } });

  expect(await second.ask({ unsubscribe: { channel } })).toStrictEqual({ unsubscribe: {} });
  expect(await first.pushed()).toStrictEqual({ channel, leave: { info } });
  expect(await second.unasked()).toStrictEqual([]);
});

test('the server API over HTTP', async () => {
  const status = async (path: string, body: unknown, headers?: Record<string, string>) => {
    const response = await hub.post(path, body, headers);
    return [response.status, await response.text()];
  };
  expect(await status('/api/publish', {}, {})).toStrictEqual([401, '']);
  expect(await status('/api/publish', {}, { 'X-API-Key': 'wrong' })).toStrictEqual([401, '']);
  expect(await status('/api/nosuch', {})).toStrictEqual([404, '404 page not found\n']);
  expect(await status('/api/publish', '{')).toStrictEqual([400, 'Bad Request\n']);
  expect(await hub.api('publish', { channel: 'nope:1', data: 1 })).toStrictEqual(error(102, 'unknown channel'));
  expect(await hub.api('publish', { channel: 'consult:1' })).toStrictEqual(error(107, 'bad request'));
});

test('a subscription token of another user or channel costs the connection', async () => {
  const channel = fresh('priv:');
  const claims = [
    { sub: 'bob', channel },
    { sub: 'alice', channel: 'priv:another' },
  ];
  for (const claim of claims) {
    const client = await hub.connected('alice');
    client.send({ id: 9, subscribe: { channel, token: await hub.token(claim), flag: 1 } });
    expect(await client.closed()).toStrictEqual({ code: 3500, reason: 'invalid token' });
  }
});

test('a channel that needs a token: none, an expired one, a good one, a newer one', async () => {
  const channel = fresh('priv:');
  const client = await hub.connected('alice');
  const token = (exp: number) => hub.token({ sub: 'alice', channel, exp });
  expect(await client.ask({ subscribe: { channel, flag: 1 } })).toStrictEqual(error(103, 'permission denied'));
  const expired = { channel, token: await token(seconds() - 5), flag: 1 };
  expect(await client.ask({ subscribe: expired })).toStrictEqual(error(109, 'token expired'));
  const lifetime = { expires: true, ttl: expect.any(Number) };
  const good = { channel, token: await token(seconds() + 20), flag: 1 };
  expect(await client.ask({ subscribe: good })).toStrictEqual({ subscribe: { ...lifetime, ...positioned } });
  const newer = { channel, token: await token(seconds() + 40) };
  expect(await client.ask({ sub_refresh: newer })).toStrictEqual({ sub_refresh: lifetime });
});

test('what a user may not do, and what is not there', async () => {
  const client = await hub.connected('carl');
  const channel = fresh('dash:');
  expect(await client.ask({ subscribe: { channel: 'uu:x#bob', flag: 1 } })).toStrictEqual(
    error(103, 'permission denied'),
  );
  expect(await client.ask({ subscribe: { channel: 'uu:x#carl', flag: 1 } })).toStrictEqual({ subscribe: {} });
  expect(await client.ask({ subscribe: { channel: 'nope:1', flag: 1 } })).toStrictEqual(error(102, 'unknown channel'));
  expect(await client.ask({ subscribe: { channel, flag: 1 } })).toStrictEqual({ subscribe: positioned });
  expect(await client.ask({ publish: { channel, data: {} } })).toStrictEqual(error(103, 'permission denied'));
  expect(await client.ask({ presence: { channel } })).toStrictEqual(error(108, 'not available'));
  expect(await client.ask({ history: { channel, limit: 1 } })).toStrictEqual(error(103, 'permission denied'));
  expect(await client.ask({ rpc: { method: 'me', data: {} } })).toStrictEqual(error(108, 'not available'));
});

test('subscriptions the server makes: by the connection token and by its API', async () => {
  const user = fresh('dan');
  const [personal, channel] = [`uu:n#${user}`, fresh('consult:')];
  const client = await hub.connected(user, { channels: [personal] });
  expect(client.connect.subs).toStrictEqual({ [personal]: {} });
  expect(await hub.api('publish', { channel: personal, data: 'x' })).toStrictEqual({ result: {} });
  expect(await client.pushed()).toStrictEqual({ channel: personal, pub: { data: 'x' } });
  expect(await hub.api('subscribe', { user, channel })).toStrictEqual({ result: {} });
  expect(await client.pushed()).toStrictEqual({ channel, subscribe: positioned });
  expect(await hub.api('publish', { channel, data: 'y' })).toStrictEqual({ result: { offset: 1, epoch } });
  expect(await client.pushed()).toStrictEqual({ channel, pub: { data: 'y', offset: 1 } });
  expect(await hub.api('unsubscribe', { user, channel })).toStrictEqual({ result: {} });
  expect(await client.pushed()).toStrictEqual({ channel, unsubscribe: { code: 2000, reason: 'server unsubscribe' } });
});

test('connection tokens: expired, renewed, worthless, signed by somebody else', async () => {
  const client = await hub.open();
  const expired = await hub.token({ sub: 'alice', exp: seconds() - 5 });
  expect(await client.ask({ connect: { token: expired, name: 'js' } })).toStrictEqual(error(109, 'token expired'));
  const renewing = await hub.connected('alice', { exp: seconds() + 20 });
  const newer = await hub.token({ sub: 'alice', exp: seconds() + 40 });
  expect(await renewing.ask({ refresh: { token: newer } })).toStrictEqual({
    refresh: { expires: true, ttl: expect.any(Number) },
  });
  const forged = await hub.token({ sub: 'alice' }, new TextEncoder().encode('another secret of enough characters'));
  for (const token of ['x.y.z', forged]) {
    const stranger = await hub.open();
    stranger.send({ id: 1, connect: { token, name: 'js' } });
    expect(await stranger.closed()).toStrictEqual({ code: 3500, reason: 'invalid token' });
  }
});

test('recovery: what was missed, or word that it is gone', async () => {
  const channel = fresh('dash:');
  const publish = (data: number) => hub.api('publish', { channel, data });
  const first = await hub.connected('alice');
  const { subscribe } = await first.ask({ subscribe: { channel, flag: 1 } });
  expect(subscribe).toStrictEqual(positioned);
  const known = (subscribe as { epoch: string }).epoch;
  await publish(0);
  expect(await first.pushed()).toStrictEqual({ channel, pub: { data: 0, offset: 1 } });
  first.drop();
  await publish(1);

  const connect = { connect: { token: await hub.token({ sub: 'alice' }) } };
  const since = (offset: number) => ({ subscribe: { channel, flag: 1, recover: true, offset, epoch: known } });
  const recovering = { recoverable: true, epoch: known, positioned: true, was_recovering: true };
  const second = await hub.open();
  const [, recovered] = await second.askAll(connect, since(1));
  expect(recovered).toStrictEqual({
    subscribe: { ...recovering, recovered: true, offset: 1, publications: [{ data: 1, offset: 2 }] },
  });
  second.drop();

  for (let data = 2; data < 30; data++) await publish(data);
  const third = await hub.open();
  const [, late] = await third.askAll(connect, since(2));
  expect(late).toStrictEqual({ subscribe: { ...recovering, offset: 30 } });
});

test('the server unsubscribes and disconnects', async () => {
  const channel = fresh('consult:');
  const disconnect = async (user: string, order: object) => {
    const client = await hub.connected(user);
    expect(await hub.api('disconnect', { user, ...order })).toStrictEqual({ result: {} });
    return client.closed();
  };
  const user = fresh('h');
  const client = await hub.connected(user);
  await client.ask({ subscribe: { channel, flag: 1 } });
  expect(await hub.api('unsubscribe', { user, channel })).toStrictEqual({ result: {} });
  expect(await client.pushed()).toStrictEqual({ channel, unsubscribe: { code: 2000, reason: 'server unsubscribe' } });
  const bye = { code: 4501, reason: 'bye' };
  expect(await disconnect(user, { disconnect: bye })).toStrictEqual(bye);
  expect(await client.closed()).toStrictEqual(bye);
  expect(await disconnect(fresh('h'), {})).toStrictEqual({ code: 3503, reason: 'force disconnect' });
  expect(await disconnect(fresh('h'), { disconnect: { code: 4001, reason: 'r' } })).toStrictEqual({
    code: 4001,
    reason: 'r',
  });
});

test('several commands in one frame, a second subscription, a stranger publishing', async () => {
  const channel = fresh('consult:');
  const client = await hub.connected('alice');
  const subscribe = { subscribe: { channel } };
  expect(await client.askAll(subscribe, subscribe)).toStrictEqual([
    { subscribe: positioned },
    error(105, 'already subscribed'),
  ]);
  const elsewhere = { channel: fresh('consult:'), data: 1 };
  expect(await client.ask({ publish: elsewhere })).toStrictEqual(error(103, 'permission denied'));
});

test('frames that are none, and commands before connect', async () => {
  const badRequest = { code: 3501, reason: 'bad request' };
  const client = await hub.connected('alice');
  client.send('not json');
  expect(await client.closed()).toStrictEqual(badRequest);
  const stranger = await hub.open();
  stranger.send({ id: 1, subscribe: { channel: 'consult:1' } });
  expect(await stranger.closed()).toStrictEqual(badRequest);
});

test('who does not answer a ping is closed', async () => {
  const client = await hub.connected('alice');
  client.alive = false;
  expect(await client.closed()).toStrictEqual({ code: 3012, reason: 'no pong' });
  expect(client.frames).toContain('{}');
});
