/** Every message once and in order, for many listeners and for listeners whose network keeps breaking. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SubscribedContext } from 'centrifuge';
import { event, fresh, session, target } from './testing/hub.ts';

let hub: ReturnType<typeof session>;
beforeAll(async () => {
  hub = session(await target());
});
afterAll(() => hub.close());

/** An official client that listens and keeps what it got; `complete` when it has `count`. */
const listener = async (user: string, channel: string, count: number) => {
  const client = hub.official(user);
  const subscription = client.newSubscription(channel);
  const seen: number[] = [];
  const complete = new Promise<void>(resolve => {
    subscription.on('publication', ({ data }) => {
      seen.push(data);
      if (seen.length === count) resolve();
    });
  });
  client.connect();
  subscription.subscribe();
  await subscription.ready();
  return { client, subscription, seen, complete };
};

test('200 sockets get 100 messages in order', async () => {
  const channel = fresh('consult:');
  const listeners = await Promise.all(Array.from({ length: 200 }, (_, index) => listener(`u${index}`, channel, 100)));
  for (let data = 0; data < 100; data++) await hub.api('publish', { channel, data });
  await Promise.all(listeners.map(({ complete }) => complete));
  const expected = Array.from({ length: 100 }, (_, index) => index);
  for (const { seen } of listeners) expect(seen).toStrictEqual(expected);
});

test('five listeners, 100 cut networks, 500 messages: each once, in order', async () => {
  const channel = fresh('consult:');
  const listeners = await Promise.all([0, 1, 2, 3, 4].map(index => listener(`u${index}`, channel, 500)));
  let recovered = 0;
  for (let round = 0; round < 100; round++) {
    const unlucky = listeners[round % listeners.length];
    if (!unlucky) throw new Error('there are five');
    const back = event<SubscribedContext>(unlucky.subscription, 'subscribed');
    for (let index = 0; index < 5; index++) {
      if (index === 2) unlucky.client.cut();
      await hub.api('publish', { channel, data: round * 5 + index });
    }
    const context = await back;
    expect(context).toMatchObject({ wasRecovering: true, recovered: true });
    if (context.hasRecoveredPublications) recovered += 1;
  }
  await Promise.all(listeners.map(({ complete }) => complete));
  const expected = Array.from({ length: 500 }, (_, index) => index);
  for (const { seen } of listeners) expect(seen).toStrictEqual(expected);
  // Otherwise the networks were cut between messages only and nothing had to be recovered.
  expect(recovered).toBeGreaterThan(0);
});

test('a listener who fell too far behind is told', async () => {
  const channel = fresh('dash:');
  const { client, subscription, seen } = await listener('ann', channel, 1);
  await hub.api('publish', { channel, data: 1 });
  client.disconnect();
  for (let data = 2; data <= 20; data++) await hub.api('publish', { channel, data });
  const back = event<SubscribedContext>(subscription, 'subscribed');
  client.connect();
  expect(await back).toMatchObject({ wasRecovering: true, recovered: false, streamPosition: { offset: 20 } });
  expect(seen.length).toBeLessThan(3);
});
