/** Frames at the edge of the protocol, names no channel may have, and requests of another shape. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fresh, session, target } from './testing/hub.ts';

let hub: ReturnType<typeof session>;
beforeAll(async () => {
  hub = session(await target());
});
afterAll(() => hub.close());

const error = (code: number, message: string) => ({ error: { code, message } });

test.each([
  ['{}', 3501],
  [' ', 3501],
  ['5', 3501],
  ['[]', 3501],
  ['{"id":2,"rpc":{}}\n\n{"id":3,"rpc":{}}', 3501],
  ['{"id":2,"rpc":{}}\n{"id":', 3501],
  ['{"id":2}', 3501],
  ['{"id":2,"rpc":null}', 3501],
  ['{"id":2,"nope":{}}', 3501],
  ['{"id":"2","rpc":{}}', 3501],
  ['{"id":-1,"rpc":{}}', 3501],
  ['{"rpc":{}}', 3501],
  ['{"id":2,"connect":{}}', 3501],
  ['{"id":2,"subscribe":{}}', 3501],
  ['{"id":2,"subscribe":{"channel":5}}', 3501],
  ['{"id":2,"publish":{"channel":"","data":1}}', 3501],
  ['{"id":2,"publish":{"channel":"dash:1"}}', 3501],
  ['{"send":{"data":1}}', 3508],
  [`{"id":2,"publish":{"channel":"dash:1","data":"${'x'.repeat(70_000)}"}}`, 1009],
])('%.60s costs the connection', async (frame, code) => {
  const client = await hub.connected('ann');
  client.send(frame);
  expect(await client.closed()).toMatchObject({ code });
});

test('a trailing newline is none of a command, and null is as good as nothing', async () => {
  const client = await hub.connected('ann');
  client.send('{"id":7,"rpc":{"method":null},"connect":null}\n');
  expect(await client.ask({ rpc: {} })).toStrictEqual(error(108, 'not available'));
  expect(client.frames.join('\n')).toContain('"id":7');
});

test('channel names: ASCII for clients, at most 255, a namespace that exists', async () => {
  const client = await hub.connected('ann');
  const subscribe = (channel: string) => client.ask({ subscribe: { channel } });
  const long = fresh('dash:');
  expect(await subscribe('dash:会诊')).toStrictEqual(error(107, 'bad request'));
  expect(await subscribe(long.padEnd(256, 'x'))).toStrictEqual(error(107, 'bad request'));
  expect(await subscribe(long.padEnd(255, 'x'))).toHaveProperty('subscribe');
  expect(await subscribe('plain')).toStrictEqual(error(103, 'permission denied'));
  expect(await client.ask({ unsubscribe: { channel: 'nope:1' } })).toStrictEqual({ unsubscribe: {} });
  for (const method of ['history', 'presence', 'presence_stats']) {
    expect(await client.ask({ [method]: { channel: 'nope:1' } })).toStrictEqual(error(102, 'unknown channel'));
  }
});

test('channels limited to users: each one named may, nobody else', async () => {
  const client = await hub.connected('ann');
  const channel = fresh('uu:');
  const flags = { positioned: true, recoverable: true, join_leave: true };
  expect(await client.ask({ subscribe: { channel: `${channel}#ann`, ...flags } })).toStrictEqual({ subscribe: {} });
  expect(await client.ask({ subscribe: { channel: `${channel}#bob,ann` } })).toStrictEqual({ subscribe: {} });
  for (const other of [`${channel}#annie`, channel]) {
    expect(await client.ask({ subscribe: { channel: other } })).toStrictEqual(error(103, 'permission denied'));
  }
});

test('more than 128 channels on one connection are refused', async () => {
  const client = await hub.connected('ann');
  const commands = Array.from({ length: 129 }, (_, index) => ({
    subscribe: { channel: `${fresh('uu:')}${index}#ann` },
  }));
  const replies = await client.askAll(...commands);
  expect(replies.slice(0, 128)).toStrictEqual(Array(128).fill({ subscribe: {} }));
  expect(replies[128]).toStrictEqual(error(106, 'limit exceeded'));
});

test('who watches joins sees a lost connection leave', async () => {
  const channel = fresh('consult:');
  const ann = await hub.connected('ann');
  await ann.ask({ subscribe: { channel, join_leave: true } });
  await ann.pushed();
  const bob = await hub.connected('bob');
  await bob.ask({ subscribe: { channel } });
  const info = { user: 'bob', client: bob.id };
  expect(await ann.pushed()).toStrictEqual({ channel, join: { info } });
  expect(await bob.unasked()).toStrictEqual([]);
  bob.drop();
  expect(await ann.pushed()).toStrictEqual({ channel, leave: { info } });
  expect(await hub.api('presence_stats', { channel })).toStrictEqual({ result: { num_clients: 1, num_users: 1 } });
});

test('broadcasts, tags and keys', async () => {
  const [channel, kept] = [`${fresh('uu:')}#ann`, fresh('dash:')];
  const client = await hub.connected('ann');
  await client.ask({ subscribe: { channel } });
  const first = { channels: [channel, 'nope:1', ''], data: 1, idempotency_key: 'k', tags: { x: 'y' } };
  expect(await hub.api('broadcast', first)).toStrictEqual({
    result: { responses: [{ result: {} }, error(102, 'unknown channel'), error(107, 'bad request')] },
  });
  const position = { offset: 1, epoch: expect.any(String) };
  expect(await hub.api('broadcast', { ...first, channels: [channel, kept] })).toStrictEqual({
    result: { responses: [{ result: {} }, { result: position }] },
  });
  expect(await hub.api('publish', { channel: kept, data: 2, idempotency_key: 'k' })).toStrictEqual({
    result: position,
  });
  expect(await hub.api('publish', { channel: kept, data: 3, skip_history: true })).toStrictEqual({ result: {} });
  expect(await hub.api('publish', { channel: kept, data: 4 })).toMatchObject({ result: { offset: 2 } });
  expect(await client.unasked()).toStrictEqual([{ channel, pub: { data: 1, tags: { x: 'y' } } }]);
  expect(await hub.api('broadcast', { channels: [], data: 1 })).toStrictEqual(error(107, 'bad request'));
});

test('server-side subscribing goes on where it is told, and bodies of another shape are 400', async () => {
  const [user, channel] = [fresh('ann'), fresh('consult:')];
  const client = await hub.connected(user);
  for (const data of [1, 2]) await hub.api('publish', { channel, data });
  expect(await hub.api('subscribe', { user, channel, recover_since: { offset: 1 }, data: { d: 1 } })).toStrictEqual({
    result: {},
  });
  const position = { recoverable: true, positioned: true, epoch: expect.any(String), offset: 1 };
  expect(await client.pushed()).toStrictEqual({ channel, subscribe: { ...position, data: { d: 1 } } });
  expect(await hub.api('subscribe', { user })).toStrictEqual(error(107, 'bad request'));
  expect(await hub.api('subscribe', { user, channel: 'nope:1' })).toStrictEqual(error(102, 'unknown channel'));
  expect(await hub.api('unsubscribe', { user, channel, client: 'another' })).toStrictEqual({ result: {} });
  expect(await client.unasked()).toStrictEqual([]);

  for (const body of ['[]', '5', { channel: 5 }, { channel, data: 1, tags: { a: 1 } }]) {
    expect((await hub.post('/api/publish', body)).status).toBe(400);
  }
  const nothing = { channel, data: 1, tags: null, idempotency_key: null };
  expect(await hub.api('publish', nothing)).toMatchObject({ result: { offset: 3 } });
  expect(await hub.api('batch', {})).toStrictEqual({});
  const half = { commands: [{ publish: { channel, data: 1 } }, { publish: { channel: 5 } }] };
  expect((await hub.post('/api/batch', half)).status).toBe(400);
  expect(await hub.api('history', { channel, limit: 0 })).toMatchObject({ result: { offset: 3 } });
  expect(await hub.api('batch', { commands: [{ nope: {} }, {}] })).toStrictEqual({
    replies: [error(104, 'not found'), error(104, 'not found')],
  });
  expect(await hub.api('rpc', { method: 'x' })).toStrictEqual(error(104, 'not found'));
  const { result } = await hub.api('info', {});
  expect(result).toMatchObject({
    nodes: [{ uid: expect.any(String), num_clients: expect.any(Number), num_channels: expect.any(Number) }],
  });
});
