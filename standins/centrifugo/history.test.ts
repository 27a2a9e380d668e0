/** Reading back and going on: history queries, recovery from any position, histories that run out. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fresh, session, target } from './testing/hub.ts';

let hub: ReturnType<typeof session>;
beforeAll(async () => {
  hub = session(await target());
});
afterAll(() => hub.close());

const error = (code: number, message: string) => ({ error: { code, message } });
const epoch = expect.any(String);
const positioned = { recoverable: true, epoch, positioned: true };
const numbers = (from: number, to: number) =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * Math.sign(to - from));
const publications = (offsets: number[]) => offsets.map(offset => ({ data: offset, offset }));

/** A channel that keeps 10, with 15 published: 6 to 15 are still there. */
const fifteen = async () => {
  const channel = fresh('dash:');
  for (const data of numbers(1, 15)) await hub.api('publish', { channel, data });
  return channel;
};

test('history by limit, position and direction', async () => {
  const channel = await fifteen();
  const cases: [object, number[]][] = [
    [{}, []],
    [{ limit: 3 }, [6, 7, 8]],
    [{ limit: -1 }, numbers(6, 15)],
    [{ limit: 3, reverse: true }, [15, 14, 13]],
    [{ limit: 3, since: { offset: 7 } }, [8, 9, 10]],
    [{ limit: 3, since: { offset: 2 } }, [6, 7, 8]],
    [{ limit: 3, since: { offset: 15 } }, []],
    [{ limit: 3, since: { offset: 99 } }, []],
    [{ limit: 3, since: { offset: 9 }, reverse: true }, [8, 7, 6]],
    [{ limit: -1, since: { offset: 7 }, reverse: true }, [6]],
    [{ limit: 3, since: { offset: 2 }, reverse: true }, []],
    [{ limit: 3, since: { offset: 99 }, reverse: true }, []],
    [{ limit: 3, since: { offset: 16 }, reverse: true }, [15, 14, 13]],
  ];
  for (const [query, offsets] of cases) {
    const answer = await hub.api('history', { channel, ...query });
    expect([query, answer]).toStrictEqual([
      query,
      { result: { publications: publications(offsets), epoch, offset: 15 } },
    ]);
  }
  const elsewhere = { channel, limit: 3, since: { offset: 5, epoch: 'zzzz' } };
  expect(await hub.api('history', elsewhere)).toStrictEqual(error(112, 'unrecoverable position'));
  expect(await hub.api('history', { channel: 'uu:1' })).toStrictEqual(error(108, 'not available'));
  expect(await hub.api('history', {})).toStrictEqual(error(107, 'bad request'));
});

test('history as a subscriber asks for it, with tags, and removed', async () => {
  const channel = fresh('consult:');
  const client = await hub.connected('ann');
  const history = (query: object) => client.ask({ history: { channel, ...query } });
  expect(await history({ limit: 1 })).toStrictEqual(error(103, 'permission denied'));
  await client.ask({ subscribe: { channel } });
  const tagged = { data: null, tags: { a: 'b' } };
  await hub.api('publish', { channel, ...tagged });
  expect(await client.pushed()).toStrictEqual({ channel, pub: { ...tagged, offset: 1 } });
  const one = { publications: [{ ...tagged, offset: 1 }], epoch, offset: 1 };
  expect(await history({})).toStrictEqual({ history: { ...one, publications: [] } });
  expect(await history({ limit: -1 })).toStrictEqual({ history: one });
  expect(await history({ limit: 2, since: {} })).toStrictEqual({ history: one });
  expect(await history({ limit: 2, since: { epoch: 'zzzz' } })).toStrictEqual(error(112, 'unrecoverable position'));
  expect(await history({ limit: 2, since: {}, reverse: true })).toStrictEqual(error(107, 'bad request'));
  expect(await hub.api('history_remove', { channel })).toStrictEqual({ result: {} });
  expect(await history({ limit: 2 })).toStrictEqual({ history: { ...one, publications: [] } });
});

test('recovery from any position', async () => {
  const channel = await fifteen();
  const client = await hub.connected('ann');
  const recovering = { ...positioned, was_recovering: true };
  const cases: [object, object][] = [
    [{}, { offset: 15 }],
    [{ offset: 5 }, { recovered: true, offset: 5, publications: publications(numbers(6, 15)) }],
    [{ offset: 4 }, { offset: 15 }],
    [{ offset: 15 }, { recovered: true, offset: 15 }],
    [{ offset: 99 }, { offset: 15 }],
    [{ offset: 12, epoch: 'zzzz' }, { offset: 15 }],
  ];
  for (const [from, told] of cases) {
    const answer = await client.ask({ subscribe: { channel, recover: true, ...from } });
    expect([from, answer]).toStrictEqual([from, { subscribe: { ...recovering, ...told } }]);
    await client.ask({ unsubscribe: { channel } });
  }
  expect(await client.ask({ subscribe: { channel } })).toStrictEqual({ subscribe: { ...positioned, offset: 15 } });
  const unused = { channel: fresh('dash:'), recover: true };
  expect(await client.ask({ subscribe: unused })).toStrictEqual({ subscribe: { ...recovering, recovered: true } });
  const without = { channel: `${fresh('uu:')}#ann`, recover: true, offset: 3 };
  expect(await client.ask({ subscribe: without })).toStrictEqual({ subscribe: { was_recovering: true } });
});

test('server-side subscriptions recover with the connect command, and wishes are met where allowed', async () => {
  const channel = await fifteen();
  const [mine, theirs] = [`${fresh('uu:')}#ann`, `${fresh('uu:')}#bob`];
  const subs = { [channel]: { recover: true, offset: 14 }, [mine]: {}, [theirs]: {}, [fresh('priv:')]: {} };
  const client = await hub.open();
  const { connect } = await client.ask({
    connect: { token: await hub.token({ sub: 'ann', channels: [channel] }), subs },
  });
  expect((connect as { subs: object }).subs).toStrictEqual({
    [channel]: { ...positioned, was_recovering: true, recovered: true, offset: 14, publications: publications([15]) },
    [mine]: {},
  });
  const stranger = await hub.open();
  stranger.send({ id: 1, connect: { token: await hub.token({ sub: 'ann' }), subs: { 'nope:1': {} } } });
  expect(await stranger.closed()).toStrictEqual({ code: 3501, reason: 'bad request' });
});

test('a history that ran out keeps its position', async () => {
  const channel = fresh('brief:');
  await hub.api('publish', { channel, data: 1 });
  const gone = { result: { publications: [], epoch, offset: 1 } };
  let answer = await hub.api('history', { channel, limit: 1 });
  expect(answer).toStrictEqual({ result: { publications: publications([1]), epoch, offset: 1 } });
  const patience = Date.now() + 10_000;
  while (JSON.stringify(answer).includes('data') && Date.now() < patience)
    answer = await hub.api('history', { channel, limit: 1 });
  expect(answer).toStrictEqual(gone);

  const client = await hub.connected('ann');
  const recovering = { ...positioned, was_recovering: true, offset: 1 };
  const since = (offset: number) => client.ask({ subscribe: { channel, recover: true, offset } });
  expect(await since(1)).toStrictEqual({ subscribe: { ...recovering, recovered: true } });
  await client.ask({ unsubscribe: { channel } });
  expect(await since(0)).toStrictEqual({ subscribe: recovering });
  await hub.api('publish', { channel, data: 2 });
  expect(await client.pushed()).toStrictEqual({ channel, pub: { data: 2, offset: 2 } });
});
