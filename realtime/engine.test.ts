import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { channels, namespaces } from '@yunzhen/contracts/channels';
import type { Sealed } from '@yunzhen/contracts/sealed';
import { type Hub, HubError, hub as hubOf } from '@yunzhen/platform/hub';
import { listener, type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { SealBroken, type Sealing, sealing } from '@yunzhen/platform/sealing';
import { Centrifuge, type PublicationContext, type Subscription } from 'centrifuge';
import type { Db } from 'mongodb';
import { WebSocket } from 'ws';
import { start } from '../standins/centrifugo/server.ts';
import { channel } from './channel.ts';
import { consultation } from './channels/consultation.ts';
import { runRealtime } from './engine.ts';

const secret = 'a secret of the hub that is long enough';
const apiKey = 'key';
interface Said {
  type: 'test.said';
  data: { to: string; n: number; text?: string };
}
const speech = channel<Said>('speech', {
  'test.said': ({ to, n, text }) => {
    if (n === 13) throw new TypeError('thirteen');
    return { to: channels.consultation(to), data: { n, ...(text && { text }) } };
  },
});

let given: TestRuntime;
let standin: Awaited<ReturnType<typeof start>>;
let hub: Hub;
let db: Db;
let seals: Sealing;
let abort: AbortController;
let warned: string[];
let running: Promise<void>[];
let clients: Centrifuge[];
const { tell, until } = listener();

beforeAll(async () => {
  given = await testRuntime();
  standin = await start({
    port: 0,
    dir: '',
    client: { token: { hmac_secret_key: secret }, allowed_origins: ['*'] },
    http_api: { key: apiKey },
    channel: { namespaces },
  } as never);
  hub = hubOf({ url: standin.url, apiKey, tokenSecret: secret, timeout: 500 });
});
afterAll(async () => {
  await standin.close();
  await given.close();
});
beforeEach(() => {
  db = given.database();
  seals = sealing({ db, masterKey: Buffer.alloc(32, 1), blindIndexKey: Buffer.alloc(32, 2) });
  abort = new AbortController();
  warned = [];
  running = [];
  clients = [];
});
const stop = async () => {
  abort.abort();
  await Promise.all(running);
  abort = new AbortController();
};
afterEach(async () => {
  await stop();
  for (const client of clients) client.disconnect();
});

const run = async (more: Partial<Parameters<typeof runRealtime>[0]> = {}) => {
  let published = 0;
  const { done } = await runRealtime({
    store: given.store,
    db,
    hub,
    tables: [speech, consultation],
    open: seals.unsealDeep,
    warn: message => {
      warned.push(message);
      tell();
    },
    observe: events => {
      published += events;
      tell();
    },
    signal: abort.signal,
    ...more,
  });
  running.push(done);
  return { published: () => published };
};

/** The official client of one who may listen; what it hears of a channel, in its order. */
const listen = async (name: string): Promise<{ heard: Record<string, unknown>[] }> => {
  const user = randomUUID();
  const client = new Centrifuge(standin.websocketUrl, {
    websocket: WebSocket,
    getToken: () => hub.connectionToken(user, 600),
  });
  clients.push(client);
  const subscription: Subscription = client.newSubscription(name, {
    getToken: () => hub.subscriptionToken(user, name, 600),
  });
  const heard: Record<string, unknown>[] = [];
  subscription.on('publication', ({ data }: PublicationContext) => {
    heard.push(data as Record<string, unknown>);
    tell();
  });
  const subscribed = new Promise(resolve => subscription.once('subscribed', resolve));
  subscription.subscribe();
  client.connect();
  await subscribed;
  return { heard };
};

const say = async (to: string, from: number, count = 1, more: object = {}) => {
  let last = 0n;
  for (let n = from; n < from + count; n++) {
    const event = { id: randomUUID(), type: 'test.said', data: { to, n, ...more } };
    const metadata = { at: '2026-03-02T01:00:00.000Z' };
    ({ position: last } = await given.store.append(`test-${randomUUID()}`, [{ ...event, metadata }], 'no_stream'));
  }
  return last;
};
const numbers = ({ heard }: { heard: readonly Record<string, unknown>[] }) => heard.map(({ n }) => n);

test('what happens is heard in its order, with its type, place and time', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  await run();
  const position = await say(to, 100, 30);
  await until(() => ear.heard.length === 30);
  expect(numbers(ear)).toEqual(Array.from({ length: 30 }, (_, n) => 100 + n));
  expect(ear.heard.at(-1)).toEqual({
    type: 'test.said',
    position: String(position),
    at: '2026-03-02T01:00:00.000Z',
    n: 129,
  });
});

test('the first start tells no old stories; the next one begins where the last ended', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  await say(to, 0, 3);
  await run();
  // It stopped before anything happened: what comes then is not old.
  await stop();
  await say(to, 3);
  await run();
  await say(to, 4);
  await until(() => ear.heard.length >= 2);
  await stop();
  expect(numbers(ear)).toEqual([3, 4]);
});

test('[P6.14] what is delivered again is heard once', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  await run();
  await say(to, 0);
  await until(() => ear.heard.length === 1);
  await stop();
  const checkpoints = db.collection<{ _id: string; position: number }>('checkpoints');
  const there = await checkpoints.findOne({ _id: 'realtime' });
  if (!there) throw new Error('nobody wrote down how far it is');
  await say(to, 1, 4);
  const first = await run();
  await until(() => first.published() >= 4);
  await stop();
  // Everything was told, and nobody wrote that down.
  await checkpoints.replaceOne({ _id: 'realtime' }, there);
  const second = await run();
  await say(to, 5);
  await until(() => second.published() >= 5);
  await until(() => ear.heard.some(({ n }) => n === 5));
  expect(numbers(ear)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('the hub may be away for a while: nothing is lost, and nothing comes twice or out of order', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  await run();
  await say(to, 0, 2);
  await until(() => ear.heard.length === 2);
  standin.faults.refuse(60_000);
  await say(to, 2, 5);
  await until(() => warned.includes('nothing is pushed'));
  standin.faults.refuse(0);
  await until(() => ear.heard.length === 7);
  expect(numbers(ear)).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('a hub in trouble is asked again; what it refuses for good is left out', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  let trouble = 2;
  const troubled: Hub = {
    ...hub,
    batch: async publications => {
      if (trouble-- > 0) return publications.map(() => new HubError(100, 'internal server error'));
      return hub.batch(publications);
    },
  };
  await run({ hub: troubled });
  await say(to, 0);
  await until(() => ear.heard.length === 1);
  expect(warned).toEqual(['nothing is pushed', 'nothing is pushed']);
  warned = [];
  await say('not one of the hub’s channels ', 1);
  await say(to, 2);
  await until(() => ear.heard.length === 2);
  expect(numbers(ear)).toEqual([0, 2]);
});

test('an event that no table can tell is left out', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  await run();
  await say(to, 12, 3);
  await until(() => ear.heard.length === 2);
  expect(numbers(ear)).toEqual([12, 14]);
  expect(warned).toHaveLength(1);
});

test('sealed text is opened on its way out; of an erased person nothing is told, nor of one that is broken', async () => {
  const to = randomUUID();
  const ear = await listen(channels.consultation(to));
  await run();
  const [person, erased] = [randomUUID(), randomUUID()];
  await say(to, 1, 1, { text: await seals.seal(person, '医生您好') });
  await until(() => ear.heard.length === 1);
  expect(ear.heard[0]).toMatchObject({ text: '医生您好' });

  const gone = await seals.seal(erased, '再见');
  await seals.destroy(erased);
  const foreign = String(gone).replace(erased, randomUUID()) as unknown as Sealed<string>;
  await stop();
  await say(to, 2, 1, { text: foreign });
  await say(to, 3, 1, { text: gone });
  await run();
  await until(() => ear.heard.length === 3);
  expect(ear.heard.slice(1)).toMatchObject([
    { n: 2, text: null },
    { n: 3, text: null },
  ]);
  expect(warned).toEqual([]);
  await expect(seals.unseal(foreign)).rejects.toThrow(SealBroken);
});
