import { beforeEach, describe, expect, test } from '@jest/globals';
import { Problem } from '@yunzhen/contracts/api/problem';
import { joined, live, type Push } from './live.ts';

class Refused extends Error {}
type Handler = (context: object) => void;
interface Options {
  readonly getToken?: () => Promise<string>;
}

/** As much of the library as is asked of it; the tests say what the hub says. */
class FakeSubscription {
  readonly handlers = new Map<string, Handler>();
  readonly sent: unknown[] = [];
  readonly channel: string;
  readonly options: Options;
  asked = 0;
  constructor(channel: string, options: Options) {
    this.channel = channel;
    this.options = options;
  }
  on(event: string, handler: Handler) {
    this.handlers.set(event, handler);
  }
  subscribe() {
    this.asked += 1;
  }
  publish(data: unknown) {
    this.sent.push(data);
    return Promise.resolve();
  }
  emit(event: string, context: object = {}) {
    this.handlers.get(event)?.(context);
  }
}
class FakeHub {
  static all: FakeHub[] = [];
  readonly subscriptions = new Map<string, FakeSubscription>();
  connected = 0;
  gone = false;
  readonly options: Options;
  constructor(_address: string, options: Options) {
    this.options = options;
    FakeHub.all.push(this);
  }
  newSubscription(channel: string, options: Options) {
    const made = new FakeSubscription(channel, options);
    this.subscriptions.set(channel, made);
    return made;
  }
  getSubscription(channel: string) {
    return this.subscriptions.get(channel) ?? null;
  }
  removeSubscription({ channel }: FakeSubscription) {
    this.subscriptions.delete(channel);
  }
  connect() {
    this.connected += 1;
  }
  disconnect() {
    this.gone = true;
  }
}

const settle = () => new Promise<void>(done => setImmediate(done));

const bench = () => {
  const noted: string[] = [];
  const told: (readonly string[])[] = [];
  const pauses: (() => void)[] = [];
  let again = 0;
  let at = 1_000;
  let token: () => Promise<{ token: string }> = () => Promise.resolve({ token: 't' });
  let signedIn = true;
  let unreachable = 0;
  const ports = {
    api: { call: () => token() },
    session: { read: () => (signedIn ? {} : null) },
    answers: {
      note: (type: string, position: string) => noted.push(`${type}@${position}`),
      invalidate: (types: readonly string[]) => {
        told.push(types);
        return Promise.resolve();
      },
    },
    askAgain: () => {
      again += 1;
    },
    address: 'wss://hub',
    library: () =>
      unreachable > 0
        ? Promise.reject(new Error(`unreachable, ${unreachable--} left`))
        : Promise.resolve({ Centrifuge: FakeHub, UnauthorizedError: Refused }),
    now: () => at,
    pause: () => new Promise<void>(done => pauses.push(done)),
  };
  const connection = live(ports as unknown as Parameters<typeof live>[0]);
  return {
    connection,
    noted,
    told,
    again: () => again,
    later: (ms: number) => {
      at += ms;
    },
    answerToken: (next: typeof token) => {
      token = next;
    },
    libraryFails: (times: number) => {
      unreachable = times;
    },
    waiting: () => pauses.length,
    signOut: () => {
      signedIn = false;
    },
    pausesEnd: async () => {
      for (const end of pauses.splice(0)) end();
      await settle();
    },
    hub: () => FakeHub.all.at(-1) as FakeHub,
    of: (channel: string) => FakeHub.all.at(-1)?.subscriptions.get(channel) as FakeSubscription,
  };
};
beforeEach(() => {
  FakeHub.all = [];
});
const event = (type: string, position: string) => ({ data: { type, position } });
const fresh = { wasRecovering: false, recovered: false };

test('connects once the library is there, and not at all when somebody has left meanwhile', async () => {
  const { connection, hub } = bench();
  connection.start('board:operations');
  connection.stop();
  await settle();
  expect(FakeHub.all).toEqual([]);
  connection.start('board:operations', ['personal:#a']);
  connection.start('personal:#b');
  await settle();
  expect(FakeHub.all.length).toBe(1);
  expect([...hub().subscriptions.keys()]).toEqual(['personal:#b']);
  expect(hub().connected).toBe(1);
  connection.stop();
  expect(hub().gone).toBe(true);
});

test('asks again for a library that the network withheld, for as long as somebody listens', async () => {
  const { connection, libraryFails, pausesEnd, waiting, hub } = bench();
  libraryFails(2);
  connection.start('board:operations');
  await settle();
  expect([connection.state.get().state, FakeHub.all.length, waiting()]).toEqual(['connecting', 0, 1]);
  await pausesEnd();
  await pausesEnd();
  expect([FakeHub.all.length, hub().connected]).toEqual([1, 1]);
  libraryFails(9);
  connection.start('board:operations');
  await settle();
  connection.stop();
  await pausesEnd();
  expect([FakeHub.all.length, waiting()]).toEqual([1, 0]);
});

test('says how it stands: connecting, live, lost since the moment it broke, off', async () => {
  const { connection, of, later } = bench();
  connection.start('board:operations', ['personal:#a']);
  await settle();
  expect(connection.state.get()).toEqual({ state: 'connecting', at: 1_000 });
  of('board:operations').emit('subscribing');
  expect(connection.state.get().state).toBe('connecting');
  later(50);
  of('personal:#a').emit('subscribed', fresh);
  expect(connection.state.get().state).toBe('connecting');
  of('board:operations').emit('subscribed', fresh);
  expect(connection.state.get()).toEqual({ state: 'live', at: 1_050 });
  later(5_000);
  of('board:operations').emit('subscribing');
  later(5_000);
  of('board:operations').emit('subscribing');
  expect(connection.state.get()).toEqual({ state: 'lost', at: 6_050 });
  connection.stop();
  expect(connection.state.get().state).toBe('off');
});

test('what happens is noted at once, and told together while answers are on their way', async () => {
  const { connection, of, noted, told, pausesEnd } = bench();
  connection.start('board:operations');
  await settle();
  for (const at of ['1', '2', '3']) of('board:operations').emit('publication', event(`registration.held`, at));
  of('board:operations').emit('publication', event('rating.rated', '4'));
  expect(noted).toEqual(['registration.held@1', 'registration.held@2', 'registration.held@3', 'rating.rated@4']);
  expect(told).toEqual([['registration.held']]);
  await settle();
  await pausesEnd();
  expect(told).toEqual([['registration.held'], ['registration.held', 'rating.rated']]);
});

describe('what was missed', () => {
  test('is asked again before the first subscription and after a break that the hub did not bridge', async () => {
    const { connection, of, again } = bench();
    connection.start('board:operations', ['personal:#a']);
    await settle();
    of('personal:#a').emit('subscribed', fresh);
    expect(again()).toBe(0);
    of('board:operations').emit('subscribed', fresh);
    expect(again()).toBe(1);
    of('board:operations').emit('subscribed', { wasRecovering: true, recovered: true });
    expect(again()).toBe(1);
    of('board:operations').emit('subscribed', { wasRecovering: true, recovered: false });
    of('personal:#a').emit('subscribed', { wasRecovering: true, recovered: false });
    expect(again()).toBe(3);
    connection.wake();
    expect(again()).toBe(4);
  });

  test('of a channel is asked by those who listen, who hear that it is open', async () => {
    const { connection, of, hub } = bench();
    const heard: Push[] = [];
    const end = connection.listen('consultation:1', push => heard.push(push));
    connection.start('personal:#a');
    await settle();
    of('consultation:1').emit('subscribed', fresh);
    of('consultation:1').emit('publication', { data: { from: 'doctor' } });
    expect(heard.map(({ data }) => data)).toEqual([joined, { from: 'doctor' }]);
    end();
    expect(hub().getSubscription('consultation:1')).toBeNull();
    expect(hub().getSubscription('personal:#a')).not.toBeNull();
  });
});

test('a channel is heard for as long as somebody listens, over a new sign-in', async () => {
  const { connection, of, hub } = bench();
  connection.start('personal:#a');
  await settle();
  const ends = [1, 2].map(() => connection.listen('queue:1', () => undefined));
  ends[0]?.();
  expect(of('queue:1').asked).toBeGreaterThan(0);
  connection.start('personal:#b');
  await settle();
  expect([...hub().subscriptions.keys()]).toEqual(['personal:#b', 'queue:1']);
  ends[1]?.();
  expect([...hub().subscriptions.keys()]).toEqual(['personal:#b']);
  connection.say('typing:1', { from: 'a' });
  expect(of('typing:1').sent).toEqual([{ from: 'a' }]);
});

describe('tokens', () => {
  test('are asked for by every channel but those that are open to who is signed in', async () => {
    const { connection, of, hub } = bench();
    connection.start('board:operations', ['personal:#a']);
    connection.listen('queue:1', () => undefined);
    await settle();
    expect(await hub().options.getToken?.()).toBe('t');
    expect(await of('board:operations').options.getToken?.()).toBe('t');
    expect([of('personal:#a').options.getToken, of('queue:1').options.getToken]).toEqual([undefined, undefined]);
  });

  test('that are refused are not asked for again; what may pass is', async () => {
    const { connection, hub, answerToken, signOut } = bench();
    connection.start('personal:#a');
    await settle();
    const ask = () => hub().options.getToken?.();
    answerToken(() => Promise.reject(new Problem(403, 'forbidden')));
    await expect(ask()).rejects.toBeInstanceOf(Refused);
    answerToken(() => Promise.reject(new Problem(503, 'unavailable')));
    await expect(ask()).rejects.toBeInstanceOf(Problem);
    signOut();
    await expect(ask()).rejects.toBeInstanceOf(Refused);
  });
});
