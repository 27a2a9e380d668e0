import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { MongoClient, MongoNetworkError, MongoServerError } from 'mongodb';
import { isAway } from './away.ts';

const reply = (message: string) => Object.assign(new Error(message), { name: 'ReplyError' });
const server = (code: number, message = 'x') => new MongoServerError({ message, code });

test.each([
  new MongoNetworkError('x'),
  server(1, 'error connecting to server'),
  ...[6, 64, 89, 91, 133, 189, 9001, 10107, 11600, 11602, 13435, 13436].map(code => server(code)),
  Object.assign(new Error('connect EHOSTUNREACH'), { code: 'EHOSTUNREACH' }),
  new Error('Command timed out'),
  new Error('Connection is closed.'),
  ...[
    "OOM command not allowed when used memory > 'maxmemory'.",
    'NOREPLICAS Not enough good replicas to write.',
    "READONLY You can't write against a read only replica.",
    'LOADING Redis is loading the dataset in memory',
    'MOVED 3999 127.0.0.1:6381',
    'NOAUTH Authentication required.',
    'EXECABORT Transaction discarded because of previous errors.',
  ].map(reply),
])('%s: the server is away', error => expect(isAway(error)).toBe(true));

test.each([
  server(11000, 'E11000 duplicate key'),
  server(1, 'internal assertion'),
  reply('ERR value is not an integer or out of range'),
  new TypeError('x is not a function'),
  'ECONNREFUSED',
  null,
])('%s: a fault of ours', error => expect(isAway(error)).toBe(false));

test('what the clients throw when nothing listens is that the server is away', async () => {
  const redis = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: 0, retryStrategy: () => 50 });
  redis.on('error', () => undefined);
  expect(isAway(await redis.get('a').catch(error => error))).toBe(true);
  redis.disconnect();
  const mongo = new MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 50 });
  expect(
    isAway(
      await mongo
        .db('a')
        .collection('a')
        .findOne()
        .catch(error => error),
    ),
  ).toBe(true);
  await mongo.close();
  expect(
    isAway(
      await mongo
        .db('a')
        .command({ ping: 1 })
        .catch(error => error),
    ),
  ).toBe(true);
});
