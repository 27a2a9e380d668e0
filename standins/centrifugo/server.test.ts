/** What only the stand-in is asked: restarts, faults on request, its bounds, and where its configuration comes from. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ConnectingContext, SubscribedContext } from 'centrifuge';
import { type HubOptions, type HubStandin, start } from './server.ts';
import { conformanceSettings, event, fresh, seconds, session, temporaryFolder } from './testing/hub.ts';

let settings: Record<string, { [option: string]: unknown }>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const running: (() => Promise<void>)[] = [];

beforeAll(async () => {
  settings = await conformanceSettings();
  folder = await temporaryFolder();
});
afterAll(async () => {
  for (const close of running) await close();
  await folder.remove();
});

/** A hub with some client options, closed at the end with everything that talks to it. */
const hubWith = async (client: object, more: Partial<HubOptions> = {}) => {
  const options = { ...settings, client: { ...settings.client, ...client }, port: 0, dir: folder.dir, ...more };
  const hub = await start(options as HubOptions);
  const talk = session(hub);
  running.push(talk.close);
  return { hub, ...talk };
};

test('after a restart the epoch is another one and a listener is told what it missed is gone', async () => {
  const channel = fresh('consult:');
  const { hub, official, api } = await hubWith({});
  const client = official('ann');
  const subscription = client.newSubscription(channel);
  client.connect();
  subscription.subscribe();
  await subscription.ready();
  const received = event(subscription, 'publication');
  await api('publish', { channel, data: 1 });
  await received;
  const going = event<ConnectingContext>(client, 'connecting');
  const back = event<SubscribedContext>(subscription, 'subscribed');
  await hub.close();
  expect(await going).toMatchObject({ code: 3001, reason: 'shutdown' });
  const { hub: next } = await hubWith({}, { port: Number(new URL(hub.url).port) });
  expect(next.url).toBe(hub.url);
  expect(await back).toMatchObject({ wasRecovering: true, recovered: false });
});

test('drops are on request: one user, one client, all, without a close frame', async () => {
  const { hub, connected } = await hubWith({});
  const [ann, bob, carl] = [await connected('ann'), await connected('bob'), await connected('carl')];
  expect(hub.faults.drop({ user: 'ann' })).toBe(1);
  expect(await ann.closed()).toStrictEqual({ code: 1006, reason: '' });
  expect(hub.faults.drop({ client: bob.id })).toBe(1);
  expect(await bob.closed()).toStrictEqual({ code: 1006, reason: '' });
  expect(hub.faults.drop({ user: 'nobody' })).toBe(0);
  expect(hub.faults.dropAll()).toBe(1);
  expect(await carl.closed()).toStrictEqual({ code: 1006, reason: '' });
});

test('refusing cuts new connections and calls until it ends; what is connected stays', async () => {
  const { hub, connected, open, api } = await hubWith({});
  const ann = await connected('ann');
  hub.faults.refuse(60_000);
  await expect(open()).rejects.toThrow();
  await expect(api('info', {})).rejects.toThrow();
  expect(await ann.ask({ rpc: {} })).toHaveProperty('error');
  hub.faults.refuse(0);
  await connected('bob');
});

test('a delay holds everything back and changes no order', async () => {
  const channel = fresh('consult:');
  const { hub, connected, api } = await hubWith({});
  const ann = await connected('ann');
  await ann.ask({ subscribe: { channel } });
  hub.faults.delay(30);
  for (const data of [1, 2, 3]) await api('publish', { channel, data });
  for (const data of [1, 2, 3]) expect(await ann.pushed()).toMatchObject({ pub: { data, offset: data } });
});

test('another process controls faults only where a key for it is given', async () => {
  const closed = await hubWith({});
  const control = (talk: Pick<ReturnType<typeof session>, 'post'>, body: object, key = 'fault-key') =>
    talk.post('/control/faults', body, { 'X-Control-Key': key });
  expect((await control(closed, { drop: 'all' })).status).toBe(404);
  const open = await hubWith({}, { control: { key: 'fault-key' } });
  const ann = await open.connected('ann');
  expect((await control(open, { drop: 'all' }, 'wrong')).status).toBe(401);
  expect((await control(open, { drap: 'all' })).status).toBe(400);
  const dropped = await control(open, { drop: { user: 'ann' }, delay: 1, refuse: 60_000 });
  expect(await dropped.json()).toStrictEqual({ dropped: 1 });
  expect(await ann.closed()).toMatchObject({ code: 1006 });
  await expect(open.open()).rejects.toThrow();
  expect((await control(open, { refuse: 0 })).status).toBe(200);
  await open.connected('bob');
});

test('a reader too slow for the bound is closed, the others are not', async () => {
  const channel = fresh('dash:');
  const { connected, api } = await hubWith({ queue_max_size: 200_000, ping_interval: '60s' });
  const [slow, quick] = [await connected('ann'), await connected('bob')];
  for (const client of [slow, quick]) await client.ask({ subscribe: { channel } });
  slow.pause();
  const data = 'x'.repeat(100_000);
  const listening = async () => JSON.stringify(await api('channels', { pattern: channel })).includes('"num_clients":2');
  let sent = 0;
  while (sent < 500 && (await listening())) {
    await api('publish', { channel, data });
    sent += 1;
    expect(await quick.pushed()).toMatchObject({ pub: { offset: sent } });
  }
  slow.resume();
  expect(await slow.closed()).toStrictEqual({ code: 3008, reason: 'slow' });
  await quick.ask({ rpc: {} });
});

test('what nobody spoke on, what was not renewed, and a subscription that ended', async () => {
  const channel = fresh('priv:');
  const zero = { stale_close_delay: '1ms', expired_close_delay: '0s', expired_sub_close_delay: '0s' };
  const { open, connected, token } = await hubWith(zero);
  const silent = await open();
  const brief = await connected('ann', { exp: seconds() + 2 });
  const lasting = await connected('ann');
  const granted = await token({ sub: 'ann', channel, exp: seconds() + 2 });
  await lasting.ask({ subscribe: { channel, token: granted } });
  expect(await silent.closed()).toStrictEqual({ code: 3502, reason: 'stale' });
  expect(await brief.closed()).toStrictEqual({ code: 3005, reason: 'connection expired' });
  expect(await lasting.pushed()).toStrictEqual({
    channel,
    unsubscribe: { code: 2501, reason: 'subscription expired' },
  });
  await lasting.ask({ rpc: {} });
});

test('limits: connections of all, connections of one user, origins', async () => {
  const limits = { connection_limit: 3, user_connection_limit: 1, allowed_origins: ['https://*.example.cn'] };
  const { open, connected, token } = await hubWith(limits);
  await connected('ann');
  const second = await open({ origin: 'https://yun.example.cn' });
  second.send({ id: 1, connect: { token: await token({ sub: 'ann' }) } });
  expect(await second.closed()).toStrictEqual({ code: 3504, reason: 'connection limit' });
  await expect(open({ origin: 'https://example.com' })).rejects.toThrow('403');
  await Promise.all([open(), open()]);
  await expect(open()).rejects.toThrow('503');
});

test('without settings secrets are made, kept in the folder, and the same at the next start', async () => {
  const { dir, remove } = await temporaryFolder();
  const hub = await start({ port: 0, dir });
  const { api, connected, close } = session(hub);
  const ann = await connected('ann');
  expect(await ann.ask({ subscribe: { channel: 'personal:#ann' } })).toHaveProperty('subscribe');
  expect(await ann.ask({ subscribe: { channel: 'consultation:1' } })).toMatchObject({ error: { code: 103 } });
  expect(await api('publish', { channel: 'personal:#ann', data: 1 })).toMatchObject({ result: { offset: 1 } });
  await close();
  const file = join(dir, 'config.json');
  expect((await stat(file)).mode & 0o077).toBe(0);
  const { client, http_api } = JSON.parse(await readFile(file, 'utf8'));
  const again: HubStandin = await start({ port: 0, dir });
  expect([again.secret, again.apiKey]).toStrictEqual([hub.secret, hub.apiKey]);
  expect([client.token.hmac_secret_key, http_api.key]).toStrictEqual([hub.secret, hub.apiKey]);
  await again.close();
  await again.close();
  await writeFile(file, '{');
  await expect(start({ port: 0, dir })).rejects.toThrow('is not JSON');
  await remove();
});

test.each([
  [{ client: {} }, 'client.token'],
  [{ client: { token: { hmac_secret_key: 'short' } } }, 'client.token.hmac_secret_key: needs at least 32 characters'],
  [{ http_api: { key: '' } }, 'http_api.key: must not be empty'],
  [{ http_api: { insecure: true } }, 'http_api'],
  [{ channel: { namespaces: [{ name: 'q' }] } }, 'channel.namespaces.0.name: at least two'],
  [
    { channel: { namespaces: [{ name: 'qq' }, { name: 'qq' }] } },
    'channel.namespaces.1.name: namespace "qq" is declared twice',
  ],
  [{ channel: { namespaces: [{ name: 'qq', history_ttl: 60 }] } }, 'channel.namespaces.0.history_ttl'],
  [{ channel: { namespaces: [{ name: 'qq', history_ttl: '1 minute' }] } }, 'must be a duration such as "600s"'],
  [{ channel: { namespaces: [{ name: 'qq', history_size: 5 }] } }, 'history needs both'],
  [{ channel: { without_namespace: { force_recovery: true } } }, 'recovery and positioning need'],
  [{ channel: { namespaces: [{ name: 'qq', channel_regex: 'x' }] } }, 'channel_regex'],
])('settings it cannot honour are named: %j', async (wrong, message) => {
  const options = { ...settings, port: 0, dir: folder.dir, ...wrong } as HubOptions;
  await expect(start(options)).rejects.toThrow(message);
});

test('a taken port is an error, and production is refused', async () => {
  const { hub } = await hubWith({});
  await expect(hubWith({}, { port: Number(new URL(hub.url).port) })).rejects.toThrow('EADDRINUSE');
  process.env.NODE_ENV = 'production';
  await expect(hubWith({})).rejects.toThrow('production');
  process.env.NODE_ENV = 'test';
});
