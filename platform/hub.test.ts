import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { jwtVerify } from 'jose';
import { hub } from './hub.ts';

const secret = 'a secret of at least 32 characters';
let close = (): void => undefined;
afterEach(() => close());

/** Answers every request with the same text and shows what came. */
const answering = async (status: number, answer: string) => {
  const seen: { url: string | undefined; key: unknown; body: unknown }[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({
      url: request.url,
      key: request.headers['x-api-key'],
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  close = () => server.close();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, client: hub({ url, apiKey: 'k', tokenSecret: secret }) };
};

test('a publication carries its idempotency key', async () => {
  const { seen, client } = await answering(200, '{"result":{"offset":2,"epoch":"jUrg"}}');
  await client.publish('consult:1', { t: 2 }, 'e1');
  expect(seen).toEqual([
    { url: '/api/publish', key: 'k', body: { channel: 'consult:1', data: { t: 2 }, idempotency_key: 'e1' } },
  ]);
});

test('a refusal in a 200 answer is an error', async () => {
  const { client } = await answering(200, '{"error":{"code":102,"message":"unknown channel"}}');
  await expect(client.publish('nope:1', 1, 'e1')).rejects.toMatchObject({ name: 'HubError', code: 102 });
});

test('a batch is one request and tells which publication was refused', async () => {
  const answer =
    '{"replies":[{"publish":{"offset":4,"epoch":"jUrg"}},{"error":{"code":102,"message":"unknown channel"}}]}';
  const { seen, client } = await answering(200, answer);
  const [first, second] = await client.batch([
    { channel: 'consult:1', data: 4, idempotencyKey: 'a' },
    { channel: 'nope:1', data: 1, idempotencyKey: 'b' },
  ]);
  expect(first).toBeNull();
  expect(second).toMatchObject({ code: 102 });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.body).toEqual({
    commands: [
      { publish: { channel: 'consult:1', data: 4, idempotency_key: 'a' } },
      { publish: { channel: 'nope:1', data: 1, idempotency_key: 'b' } },
    ],
  });
});

test('an empty batch asks nothing; a short answer is no answer', async () => {
  const { seen, client } = await answering(200, '{"replies":[]}');
  expect(await client.batch([])).toEqual([]);
  expect(seen).toEqual([]);
  await expect(client.batch([{ channel: 'a', data: 1, idempotencyKey: 'a' }])).rejects.toMatchObject({
    code: 'unreachable',
  });
});

test('a wrong key, a broken answer and a closed port are unreachable', async () => {
  const denied = await answering(401, '');
  await expect(denied.client.disconnect('u')).rejects.toMatchObject({ code: 'unreachable' });
  expect(await denied.client.healthy()).toBe(false);
  close();
  const nobody = hub({ url: 'http://127.0.0.1:1', apiKey: 'k', tokenSecret: secret });
  await expect(nobody.disconnect('u')).rejects.toMatchObject({ code: 'unreachable' });
});

test('tokens are HS256 and name user, channel and end only', async () => {
  const client = hub({ url: 'http://127.0.0.1:1', apiKey: 'k', tokenSecret: secret });
  const key = new TextEncoder().encode(secret);
  const connection = await jwtVerify(await client.connectionToken('u1', 60), key, { algorithms: ['HS256'] });
  expect(Object.keys(connection.payload).sort()).toEqual(['exp', 'iat', 'sub']);
  expect((connection.payload.exp ?? 0) - (connection.payload.iat ?? 0)).toBeLessThanOrEqual(60);
  const subscription = await jwtVerify(await client.subscriptionToken('u1', 'queue:1', 60), key);
  expect(subscription.payload).toMatchObject({ sub: 'u1', channel: 'queue:1' });
});
