/** The official client, unchanged: tokens it fetches, subscriptions it renews, what it is told, and what it comes back from. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type {
  DisconnectedContext,
  JoinContext,
  PublicationContext,
  ServerPublicationContext,
  ServerSubscribedContext,
  SubscribedContext,
  UnsubscribedContext,
} from 'centrifuge';
import { event, fresh, seconds, session, target } from './testing/hub.ts';

let hub: ReturnType<typeof session>;
beforeAll(async () => {
  hub = session(await target());
});
afterAll(() => hub.close());

test('subscribe, publish, presence, history, unsubscribe', async () => {
  const channel = fresh('consult:');
  const ann = hub.official('ann');
  const bob = hub.official('bob');
  const subscription = ann.newSubscription(channel, { joinLeave: true });
  const other = bob.newSubscription(channel);
  const subscribed = event<SubscribedContext>(subscription, 'subscribed');
  ann.connect();
  subscription.subscribe();
  expect(await subscribed).toMatchObject({
    recoverable: true,
    positioned: true,
    wasRecovering: false,
    recovered: false,
  });
  const publication = event<PublicationContext>(subscription, 'publication');
  bob.connect();
  other.subscribe();
  await other.ready();
  await other.publish({ text: '你好' });
  expect(await publication).toMatchObject({ data: { text: '你好' }, offset: 1, info: { user: 'bob' } });
  expect(await subscription.presenceStats()).toStrictEqual({ numClients: 2, numUsers: 2 });
  const { clients } = await subscription.presence();
  expect(
    Object.values(clients)
      .map(({ user }) => user)
      .sort(),
  ).toStrictEqual(['ann', 'bob']);
  const { publications, offset } = await subscription.history({ limit: 10 });
  expect([publications.map(({ data }) => data), offset]).toStrictEqual([[{ text: '你好' }], 1]);
  const left = event<JoinContext>(subscription, 'leave');
  other.unsubscribe();
  expect(await left).toMatchObject({ channel, info: { user: 'bob' } });
});

test('an expired connection token is fetched anew, a refused one ends it', async () => {
  const tokens = [await hub.token({ sub: 'ann', exp: seconds() - 5 }), await hub.token({ sub: 'ann' })];
  const client = hub.official('ann', { token: `${tokens[0]}`, getToken: async () => `${tokens[1]}` });
  client.connect();
  await client.ready();
  const refused = hub.official('ann', { getToken: async () => 'x.y.z' });
  const disconnected = event<DisconnectedContext>(refused, 'disconnected');
  refused.connect();
  expect(await disconnected).toMatchObject({ code: 3500, reason: 'invalid token' });
});

test('connection and subscription renew themselves before they end', async () => {
  const channel = fresh('priv:');
  const asked = { connection: 0, subscription: 0 };
  const brief = (claims: Record<string, unknown>) => hub.token({ ...claims, exp: seconds() + 2 });
  const client = hub.official('ann', {
    getToken: () => {
      asked.connection += 1;
      return brief({ sub: 'ann' });
    },
  });
  const renewed = new Promise<void>(resolve => {
    const subscription = client.newSubscription(channel, {
      getToken: () => {
        asked.subscription += 1;
        if (asked.connection > 1 && asked.subscription > 1) resolve();
        return brief({ sub: 'ann', channel });
      },
    });
    subscription.subscribe();
  });
  const states: string[] = [];
  client.on('state', ({ newState }) => states.push(newState));
  client.connect();
  await renewed;
  expect(states).toStrictEqual(['connecting', 'connected']);
});

test('server-side subscriptions: told, fed, recovered', async () => {
  const [user, channel] = [fresh('ann'), fresh('consult:')];
  const client = hub.official(user, { getToken: () => hub.token({ sub: user, channels: [channel] }) });
  const subscribed = event<ServerSubscribedContext>(client, 'subscribed');
  client.connect();
  expect(await subscribed).toMatchObject({ channel, recoverable: true });
  const seen: unknown[] = [];
  const third = new Promise<void>(resolve => {
    client.on('publication', ({ data }: ServerPublicationContext) => {
      seen.push(data);
      if (data === 3) resolve();
    });
  });
  await hub.api('publish', { channel, data: 1 });
  const again = event<ServerSubscribedContext>(client, 'subscribed');
  client.cut();
  await hub.api('publish', { channel, data: 2 });
  expect(await again).toMatchObject({ wasRecovering: true, recovered: true });
  await hub.api('publish', { channel, data: 3 });
  await third;
  expect(seen).toStrictEqual([1, 2, 3]);
});

test('codes decide who comes back', async () => {
  const user = fresh('ann');
  const client = hub.official(user);
  client.connect();
  await client.ready();
  const again = event(client, 'connected');
  await hub.api('disconnect', { user, disconnect: { code: 4001, reason: 'come back' } });
  await again;
  const gone = event<DisconnectedContext>(client, 'disconnected');
  await hub.api('disconnect', { user, disconnect: { code: 4501, reason: 'bye' } });
  expect(await gone).toStrictEqual({ code: 4501, reason: 'bye' });
});

test('a subscription ended by the server says so', async () => {
  const [user, channel] = [fresh('ann'), fresh('consult:')];
  const client = hub.official(user);
  const subscription = client.newSubscription(channel);
  client.connect();
  subscription.subscribe();
  await subscription.ready();
  const ended = event<UnsubscribedContext>(subscription, 'unsubscribed');
  await hub.api('unsubscribe', { user, channel });
  expect(await ended).toStrictEqual({ channel, code: 2000, reason: 'server unsubscribe' });
});
