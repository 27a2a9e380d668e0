/** What tokens open and what a bad one costs: same as the real server, command by command. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fresh, seconds, session, target } from './testing/hub.ts';

let hub: ReturnType<typeof session>;
beforeAll(async () => {
  hub = session(await target());
});
afterAll(() => hub.close());

const error = (code: number, message: string) => ({ error: { code, message } });
const positioned = { recoverable: true, epoch: expect.any(String), positioned: true };
const invalid = { code: 3500, reason: 'invalid token' };

const connect = async (claims: Record<string, unknown>) => {
  const client = await hub.open();
  return client.ask({ connect: { token: await hub.token(claims) } });
};
/** What a frame costs a connection that was fine until then. */
const cost = async (claims: Record<string, unknown>, command: object) => {
  const client = await hub.connected('ann', claims);
  client.send({ id: 9, ...command });
  return client.closed();
};

test('the connection may last longer than its token, or for ever', async () => {
  const base = { client: expect.any(String), version: expect.any(String), ping: 6, pong: true };
  const exp = seconds() + 60;
  expect(await connect({ sub: 'ann', exp: undefined })).toStrictEqual({ connect: base });
  expect(await connect({ sub: 'ann', exp, expire_at: 0 })).toStrictEqual({ connect: base });
  expect(await connect({ sub: 'ann', exp, expire_at: seconds() + 5_000 })).toMatchObject({
    connect: { expires: true },
  });
  expect(await connect({ sub: 'ann', exp, expire_at: seconds() - 5 })).toStrictEqual(error(110, 'expired'));
  expect(await connect({ sub: 'ann', nbf: seconds() + 60 })).toStrictEqual(error(109, 'token expired'));
});

test('no token, a subscription token, claims of another type, an unknown channel', async () => {
  const anonymous = await hub.open();
  anonymous.send({ id: 1, connect: {} });
  expect(await anonymous.closed()).toStrictEqual({ code: 3501, reason: 'bad request' });
  for (const claims of [{ sub: 'ann', channel: 'dash:1' }, { sub: 5 }]) {
    const client = await hub.open();
    client.send({ id: 1, connect: { token: await hub.token(claims) } });
    expect(await client.closed()).toStrictEqual(invalid);
  }
  expect(await connect({ sub: 'ann', channels: ['nope:1'] })).toStrictEqual(error(102, 'unknown channel'));
});

test('a nameless user may subscribe to nothing without a token', async () => {
  const client = await hub.connected('');
  expect(await client.ask({ subscribe: { channel: fresh('consult:') } })).toStrictEqual(
    error(103, 'permission denied'),
  );
});

test('subs of a connection token carry info, data and overrides', async () => {
  const channel = fresh('consult:');
  const claim = { info: { role: 'doctor' }, data: { hello: 1 }, override: { force_push_join_leave: { value: true } } };
  const client = await hub.connected('ann', { info: { n: 1 }, subs: { [channel]: claim } });
  const info = { user: 'ann', client: client.id, conn_info: { n: 1 }, chan_info: { role: 'doctor' } };
  expect(client.connect.subs).toStrictEqual({ [channel]: { ...positioned, data: { hello: 1 } } });
  expect(await client.pushed()).toStrictEqual({ channel, join: { info } });
  expect(await client.ask({ publish: { channel, data: 2 } })).toStrictEqual({ publish: {} });
  expect(await client.pushed()).toStrictEqual({ channel, pub: { data: 2, info, offset: 1 } });
  expect(await hub.api('presence', { channel })).toStrictEqual({ result: { presence: { [client.id]: info } } });
});

test('renewing a connection', async () => {
  const client = await hub.connected('ann');
  const endless = await hub.token({ sub: 'ann', exp: undefined });
  expect(await client.ask({ refresh: { token: endless } })).toStrictEqual({ refresh: {} });
  const expired = await hub.token({ sub: 'ann', exp: seconds() - 5 });
  expect(await cost({}, { refresh: { token: expired } })).toStrictEqual({ code: 3005, reason: 'connection expired' });
  expect(await cost({}, { refresh: { token: await hub.token({ sub: 'bob' }) } })).toStrictEqual(invalid);
  expect(await cost({}, { refresh: { token: 'x' } })).toStrictEqual(invalid);
  expect(await cost({}, { refresh: {} })).toStrictEqual({ code: 3501, reason: 'bad request' });
});

test('renewing with other server-side subscriptions makes the client come back', async () => {
  const [kept, other] = [fresh('uu:'), fresh('uu:')];
  const renew = async (channels: string[]) => ({ refresh: { token: await hub.token({ sub: 'ann', channels }) } });
  const client = await hub.connected('ann', { channels: [kept] });
  expect(await client.ask(await renew([kept]))).toMatchObject({ refresh: { expires: true } });
  const comeBack = { code: 3010, reason: 'insufficient state' };
  expect(await cost({ channels: [kept] }, await renew([]))).toStrictEqual(comeBack);
  expect(await cost({ channels: [kept] }, await renew([kept, other]))).toStrictEqual(comeBack);
});

test('subscription tokens that are none are refused, the connection stays', async () => {
  const channel = fresh('priv:');
  const client = await hub.connected('ann');
  const subscribe = (token: string) => client.ask({ subscribe: { channel, token } });
  const forged = await hub.token(
    { sub: 'ann', channel },
    new TextEncoder().encode('another secret of enough characters'),
  );
  for (const token of ['garbage', forged, await hub.token({ sub: 'ann' })]) {
    expect(await subscribe(token)).toStrictEqual(error(103, 'permission denied'));
  }
  const ended = await hub.token({ sub: 'ann', channel, expire_at: seconds() - 1 });
  expect(await subscribe(ended)).toStrictEqual(error(110, 'expired'));
  const bound = { subscribe: { channel, token: await hub.token({ sub: 'ann', channel, client: 'another' }) } };
  expect(await cost({}, bound)).toStrictEqual(invalid);
});

test('a subscription token decides over presence, recovery and what others see', async () => {
  const channel = fresh('consult:');
  const client = await hub.connected('ann', { info: 'i' });
  const override = { presence: { value: false }, force_recovery: { value: false } };
  const token = await hub.token({ sub: 'ann', channel, info: { x: 1 }, data: 7, override });
  const info = { user: 'ann', client: client.id, conn_info: 'i', chan_info: { x: 1 } };
  const subscribe = await client.ask({ subscribe: { channel, token, join_leave: true } });
  expect(subscribe).toMatchObject({ subscribe: { data: 7 } });
  expect(subscribe.subscribe).not.toHaveProperty('positioned');
  expect(await client.pushed()).toStrictEqual({ channel, join: { info } });
  expect(await hub.api('presence', { channel })).toStrictEqual({ result: { presence: {} } });
});

test('renewing a subscription', async () => {
  const channel = fresh('priv:');
  const client = await hub.connected('ann');
  const renew = (token: string, where = channel) => client.ask({ sub_refresh: { channel: where, token } });
  const token = await hub.token({ sub: 'ann', channel });
  expect(await renew(token)).toStrictEqual(error(103, 'permission denied'));
  expect(await client.ask({ subscribe: { channel, token } })).toMatchObject({ subscribe: { expires: true } });
  expect(await renew(token)).toMatchObject({ sub_refresh: { expires: true } });
  expect(await renew('')).toStrictEqual(error(107, 'bad request'));
  expect(await renew(await hub.token({ sub: 'ann', channel, exp: undefined }))).toStrictEqual({ sub_refresh: {} });
  expect(await renew(await hub.token({ sub: 'ann', channel, exp: seconds() - 5 }))).toStrictEqual({ sub_refresh: {} });
  client.send({ id: 99, sub_refresh: { channel, token: await hub.token({ sub: 'bob', channel }) } });
  expect(await client.closed()).toStrictEqual(invalid);
});

test('a newer token may say anew who somebody is', async () => {
  const channel = fresh('consult:');
  const client = await hub.connected('ann', { info: { name: 'before' } });
  const who = (info: unknown) => hub.token({ sub: 'ann', channel, info });
  await client.ask({ subscribe: { channel, token: await who({ role: 'before' }) } });
  await client.ask({ refresh: { token: await hub.token({ sub: 'ann', info: { name: 'after' } }) } });
  await client.ask({ sub_refresh: { channel, token: await who({ role: 'after' }) } });
  await client.ask({ publish: { channel, data: 1 } });
  const info = { user: 'ann', client: client.id, conn_info: { name: 'after' }, chan_info: { role: 'after' } };
  expect(await client.pushed()).toStrictEqual({ channel, pub: { data: 1, info, offset: 1 } });
});
