/** What the product relies on; on the server REDIS_URL names, else on the stand-in. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Redis, type RedisOptions } from 'ioredis';
import type { Standin } from '../standin.ts';
import { start } from './server.ts';

/** Of a real server everything in this database is deleted. */
const database = 15;
const clients: Redis[] = [];
let standin: Standin | undefined;
let url: string;
let client: Redis;

const another = (options: RedisOptions = {}): Redis => {
  const one = new Redis(url, { db: database, ...options });
  clients.push(one);
  return one;
};

beforeAll(async () => {
  if (!process.env.REDIS_URL) standin = await start({ port: 0 });
  url = process.env.REDIS_URL ?? `${standin?.url}`;
  client = another();
});
beforeEach(async () => {
  await client.flushdb();
});
afterAll(async () => {
  for (const one of clients) one.disconnect();
  await standin?.close();
});

/** The bytes that come back for these bytes, once they end so. */
const raw = async (sent: string, end: string): Promise<string> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('latin1');
  let came = '';
  socket.write(sent, 'latin1');
  for await (const chunk of socket) {
    came += chunk;
    if (came.endsWith(end)) break;
  }
  return came;
};
const wire = (...words: readonly string[]) =>
  `*${words.length}\r\n${words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

test('the kinds of answers on the wire, several commands in one packet', async () => {
  const key = `wire-${process.pid}`;
  const sent = [
    wire('PING'),
    wire('echo', 'hi'),
    wire('GET', key),
    wire('INCR', key),
    wire('MULTI'),
    wire('GET', key),
    wire('EXEC'),
    wire('NOSUCH', 'a'),
    wire('DEL', key),
  ];
  expect((await raw(sent.join(''), "'a' \r\n:1\r\n")).split('\r\n')).toEqual([
    '+PONG',
    ...['$2', 'hi'],
    '$-1',
    ':1',
    '+OK',
    '+QUEUED',
    ...['*1', '$1', '1'],
    "-ERR unknown command 'NOSUCH', with args beginning with: 'a' ",
    ':1',
    '',
  ]);
});

test('any bytes are a key and a value, also in pieces', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  await client.set(bytes, bytes);
  expect(await client.getBuffer(bytes)).toEqual(bytes);
  expect(await client.keys('*')).toHaveLength(1);
  const large = Buffer.alloc(3_000_000, '云');
  await client.set('large', large);
  expect((await client.getBuffer('large'))?.equals(large)).toBe(true);
});

test('SET answers by its options', async () => {
  expect(await client.set('a', '1', 'NX')).toBe('OK');
  expect(await client.set('a', '2', 'NX')).toBeNull();
  expect(await client.set('b', '2', 'XX')).toBeNull();
  expect(await client.set('a', '3', 'XX', 'GET')).toBe('1');
  expect(await client.set('a', '4', 'EX', 100, 'NX')).toBeNull();
  expect(await client.ttl('a')).toBe(-1);
  expect(await client.set('a', '5', 'PX', 100_000)).toBe('OK');
  expect(await client.set('a', '6', 'KEEPTTL')).toBe('OK');
  expect(await client.ttl('a')).toBe(100);
  await client.set('a', '7');
  expect(await client.ttl('a')).toBe(-1);
});

test.each([
  [['SET', 'a', '1', 'NX', 'XX'], 'ERR syntax error'],
  [['SET', 'a', '1', 'EX'], 'ERR syntax error'],
  [['SET', 'a', '1', 'EX', '1', 'PX', '1'], 'ERR syntax error'],
  [['SET', 'a', '1', 'EX', '1', 'KEEPTTL'], 'ERR syntax error'],
  [['SET', 'a', '1', 'SOON'], 'ERR syntax error'],
  [['SET', 'a', '1', 'EX', '0'], "ERR invalid expire time in 'set' command"],
  [['SET', 'a', '1', 'EX', 'x'], 'ERR value is not an integer or out of range'],
  [['SET', 'a'], "ERR wrong number of arguments for 'set' command"],
  [['get', 'a', 'b'], "ERR wrong number of arguments for 'get' command"],
  [['INCRBY', 'a', '1.5'], 'ERR value is not an integer or out of range'],
  [['EXPIRE', 'a', 'soon'], 'ERR value is not an integer or out of range'],
  [['NOSUCH', 'a', 'b'], "ERR unknown command 'NOSUCH', with args beginning with: 'a' 'b' "],
  [['EXEC'], 'ERR EXEC without MULTI'],
  [['DISCARD'], 'ERR DISCARD without MULTI'],
  [['SELECT', '16'], 'ERR DB index is out of range'],
  [['CLIENT', 'SETNAME'], "ERR wrong number of arguments for 'client|setname' command"],
  [['AUTH', 'nobody', 'x'], 'WRONGPASS invalid username-password pair or user is disabled.'],
])('%j is refused: %s', async ([command = '', ...args], message) => {
  await expect(client.call(command, ...args)).rejects.toThrow(message);
});

test('counters count, and refuse what is no number or too large', async () => {
  expect(await client.incr('n')).toBe(1);
  expect(await client.incrby('n', 41)).toBe(42);
  expect(await client.decr('n')).toBe(41);
  await client.set('text', 'abc');
  await expect(client.incr('text')).rejects.toThrow('ERR value is not an integer or out of range');
  await client.set('most', '9223372036854775807');
  await expect(client.incr('most')).rejects.toThrow('ERR increment or decrement would overflow');
});

test('what expires is gone, to the millisecond, and INCR keeps its time', async () => {
  await client.set('short', '1', 'PX', 60);
  await client.incr('short');
  expect(await client.pttl('short')).toBeGreaterThan(0);
  // -2 says that it is gone; 0 is still its last millisecond.
  while ((await client.pttl('short')) !== -2) await setTimeout(5);
  expect(await client.get('short')).toBeNull();
  expect(await client.exists('short')).toBe(0);
  expect([await client.ttl('short'), await client.del('short')]).toEqual([-2, 0]);
  expect(await client.set('short', '1', 'NX')).toBe('OK');
  expect(await client.expire('short', 100)).toBe(1);
  expect(await client.ttl('short')).toBe(100);
  expect(await client.expire('none', 100)).toBe(0);
  expect(await client.pexpire('short', -1)).toBe(1);
  expect(await client.dbsize()).toBe(0);
});

test('DEL and EXISTS count keys, KEYS takes a pattern', async () => {
  for (const key of ['query:a:1', 'query:a:2', 'query:b:1', 'a*b', 'a[b]']) await client.set(key, '1');
  expect((await client.keys('query:a:*')).sort()).toEqual(['query:a:1', 'query:a:2']);
  expect((await client.keys('query:[ab]:?')).sort()).toEqual(['query:a:1', 'query:a:2', 'query:b:1']);
  expect(await client.keys('query:[^a]:1')).toEqual(['query:b:1']);
  expect(await client.keys('a\\*b')).toEqual(['a*b']);
  expect(await client.keys('a\\[b\\]')).toEqual(['a[b]']);
  expect(await client.exists('a*b', 'a*b', 'none')).toBe(2);
  expect(await client.del('a*b', 'a[b]', 'none')).toBe(2);
  expect(await client.dbsize()).toBe(3);
});

test('databases are apart', async () => {
  const other = another({ db: database - 1 });
  await other.flushdb();
  await client.set('a', '1');
  expect(await other.get('a')).toBeNull();
  await other.select(database);
  expect(await other.get('a')).toBe('1');
});

test('a transaction is whole: its answers come together, one that fails stops none, one that is no command stops all', async () => {
  await client.set('text', 'abc');
  const answers = await client.multi().set('lock', 0, 'EX', 60, 'NX').incr('lock').incr('text').get('text').exec();
  expect(answers?.map(([error, value]) => error?.message ?? value)).toEqual([
    'OK',
    1,
    'ERR value is not an integer or out of range',
    'abc',
  ]);
  await expect(client.multi().set('never', '1').call('NOSUCH').exec()).rejects.toThrow('EXECABORT');
  expect(await client.get('never')).toBeNull();
  const apart = another();
  await apart.multi({ pipeline: false });
  expect(await apart.set('later', '1')).toBe('QUEUED');
  expect(await client.get('later')).toBeNull();
  await expect(apart.call('MULTI')).rejects.toThrow('ERR MULTI calls can not be nested');
  await apart.discard();
  expect(await client.get('later')).toBeNull();
});

test('twenty connections that count at once lose nothing', async () => {
  const many = Array.from({ length: 20 }, () => another());
  await Promise.all(many.flatMap(one => Array.from({ length: 50 }, () => one.incr('shared'))));
  expect(await client.get('shared')).toBe('1000');
  const won = await Promise.all(many.map(one => one.set('won', '1', 'PX', 60_000, 'NX')));
  expect(won.filter(answer => answer === 'OK')).toHaveLength(1);
});

test('a message reaches those that listen, in order, and nobody else', async () => {
  const [one, other] = [another(), another()];
  const heard: string[] = [];
  one.on('message', (channel, message) => heard.push(`${channel}: ${message}`));
  expect(await one.subscribe('a', 'b')).toBe(2);
  await other.subscribe('b');
  expect(await client.publish('a', '1')).toBe(1);
  expect(await client.publish('b', '2')).toBe(2);
  expect(await client.publish('c', '3')).toBe(0);
  expect(await one.ping()).toEqual(['pong', '']);
  expect(heard).toEqual(['a: 1', 'b: 2']);
  await expect(one.call('GET', 'a')).rejects.toThrow();
  expect(await one.unsubscribe('b')).toBe(1);
  expect(await client.publish('b', '4')).toBe(1);
  expect(await one.unsubscribe()).toBe(0);
  expect(await one.get('a')).toBeNull();
  other.disconnect();
  while ((await client.publish('b', '5')) > 0) await setTimeout(5);
});

test('a client says who it is, and is told when it says nothing that makes sense', async () => {
  const named = another({ connectionName: 'reader' });
  expect(await named.client('GETNAME')).toBe('reader');
  expect(await named.client('ID')).not.toBe(await client.client('ID'));
  expect(await client.info()).toContain('redis_version:');
  expect(await raw('*1\r\n:1\r\n', '\r\n')).toMatch(/^-ERR Protocol error/);
});

test('QUIT is answered before the connection ends', async () => {
  const one = another({ retryStrategy: () => null });
  await one.ping();
  const ended = once(one, 'end');
  expect(await one.quit()).toBe('OK');
  await ended;
});
