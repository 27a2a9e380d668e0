/** What cannot be seen from outside in time: how long things are kept, and how often a publication is encoded. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { channelOptions, subscribeOptions } from './channels.ts';
import { type Client, Hub } from './hub.ts';
import { parseSettings } from './settings.ts';

const settings = parseSettings({
  client: { token: { hmac_secret_key: 'x'.repeat(32) } },
  http_api: { key: 'k' },
  channel: {
    namespaces: [{ name: 'dash', history_size: 3, history_ttl: '1m', history_meta_ttl: '1h', force_recovery: true }],
  },
});
const optionsOf = channelOptions(settings);

let hub: Hub;
beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 });
  hub = new Hub(optionsOf, 300);
});
afterEach(() => {
  jest.useRealTimers();
});
const later = (milliseconds: number) => {
  jest.setSystemTime(Date.now() + milliseconds);
  hub.sweep(Date.now());
};

const listener = (id: string) => {
  const received: Buffer[] = [];
  const client: Client = {
    id,
    user: id,
    info: undefined,
    subscriptions: new Map(),
    send: message => received.push(message),
    close: () => {},
  };
  return { client, received };
};

test('a publication is encoded once however many listen', () => {
  const encode = jest.fn(() => 1);
  const listeners = Array.from({ length: 50 }, (_, index) => listener(`${index}`));
  for (const { client } of listeners) hub.subscribe(client, 'dash:1', subscribeOptions(optionsOf('dash:1')), false);
  hub.publish('dash:1', { data: { toJSON: encode } });
  expect(encode).toHaveBeenCalledTimes(1);
  expect(new Set(listeners.flatMap(({ received }) => received)).size).toBe(1);
});

test('a key holds for five minutes and for its channel only', () => {
  const publish = (channel: string) => hub.publish(channel, { data: 1, idempotencyKey: 'k' }).offset;
  expect([publish('dash:1'), publish('dash:1'), publish('dash:2')]).toStrictEqual([1, 1, 1]);
  later(299_000);
  expect(publish('dash:1')).toBe(1);
  later(2_000);
  expect(publish('dash:1')).toBe(2);
});

test('history goes after its time, the position after its own, but never under a listener', () => {
  const { client } = listener('ann');
  const position = () => {
    const { publications, ...rest } = hub.streams.read('dash:1', { limit: -1 });
    return { ...rest, kept: publications.length };
  };
  for (const data of [1, 2, 3, 4]) hub.publish('dash:1', { data });
  const { epoch } = position();
  expect(position()).toStrictEqual({ epoch, offset: 4, kept: 3 });
  later(61_000);
  expect(position()).toStrictEqual({ epoch, offset: 4, kept: 0 });
  hub.subscribe(client, 'dash:1', subscribeOptions(optionsOf('dash:1')), false);
  later(3_700_000);
  expect(position()).toStrictEqual({ epoch, offset: 4, kept: 0 });
  hub.unsubscribe(client, 'dash:1');
  later(3_700_000);
  expect(position()).toStrictEqual({ epoch: expect.not.stringMatching(epoch), offset: 0, kept: 0 });
});
