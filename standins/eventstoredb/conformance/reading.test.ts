/** Reads of streams and of $all, positions and links, as recorded from EventStoreDB 24.6.0. */
import { excludeSystemEvents, jsonEvent, type Position, type ReadStreamOptions } from '@eventstore/db-client';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  attempt,
  bytes,
  collect,
  event,
  events,
  givenServer,
  link,
  newStream,
  read,
  revisionsOf,
  streamIn,
} from '../testing/kit.ts';

const server = givenServer();
const client = () => server.client();
const readError = 'UnknownError (code 2, "2 UNKNOWN: Unexpected ReadStreamResult: Error")';
const back = { direction: 'backwards' } as const;

describe('a stream of ten', () => {
  const stream = newStream('ten');
  beforeAll(() => client().appendToStream(stream, events(10)));

  test.each([
    ['from 100n', { fromRevision: 100n }, []],
    ['from END forwards', { fromRevision: 'end' }, readError],
    ['backwards from START', { ...back, fromRevision: 'start' }, [0]],
    ['backwards from END, 3', { ...back, fromRevision: 'end', maxCount: 3 }, [9, 8, 7]],
    ['backwards from 100n, 3', { ...back, fromRevision: 100n, maxCount: 3 }, [9, 8, 7]],
    ['backwards from 4n', { ...back, fromRevision: 4n }, [4, 3, 2, 1, 0]],
    ['maxCount 0', { maxCount: 0 }, readError],
    ['maxCount 3 from 8n', { fromRevision: 8n, maxCount: 3 }, [8, 9]],
    ['maxCount 2 from 3n', { fromRevision: 3n, maxCount: 2 }, [3, 4]],
  ] as [string, ReadStreamOptions, number[] | string][])('%s', async (_, options, shown) => {
    expect(await read(client(), stream, options)).toEqual(shown);
  });
});

describe('$tb 6 of ten', () => {
  const stream = newStream('tb');
  beforeAll(async () => {
    await client().appendToStream(stream, events(10));
    await client().setStreamMetadata(stream, { truncateBefore: 6 });
  });

  test.each([
    ['from the start', {}, [6, 7, 8, 9]],
    ['from 2n', { fromRevision: 2n }, [6, 7, 8, 9]],
    ['from 2n, 2', { fromRevision: 2n, maxCount: 2 }, [6, 7]],
    ['backwards', { ...back, fromRevision: 'end' }, [9, 8, 7, 6]],
  ] as [string, ReadStreamOptions, number[]][])('%s', async (_, options, shown) => {
    expect(await read(client(), stream, options)).toEqual(shown);
  });
});

describe('missing, deleted and shortened streams', () => {
  test('missing, forwards and backwards', async () => {
    expect(await read(client(), newStream())).toBe('StreamNotFoundError');
    expect(await read(client(), newStream(), { ...back, fromRevision: 'end' })).toBe('StreamNotFoundError');
  });

  test('a stream whose events are all truncated is empty and goes on at its revision', async () => {
    const stream = await streamIn(client(), 'truncatedAll');
    expect(await read(client(), stream)).toEqual([]);
    await client().appendToStream(stream, event(), { expectedRevision: 2n });
    expect(await read(client(), stream)).toEqual([3]);
  });

  test('$maxCount 2 shows the last two; $all still shows all', async () => {
    const stream = newStream('count');
    const { position } = await client().appendToStream(stream, events(5));
    await client().setStreamMetadata(stream, { maxCount: 2 });
    expect(await read(client(), stream)).toEqual([3, 4]);
    await client().appendToStream(stream, event());
    expect(await read(client(), stream)).toEqual([4, 5]);
    expect(position).toBeDefined();
    const all = await collect(client().readAll({ ...back, fromPosition: 'end', maxCount: 7 }));
    expect(all.filter(({ event: recorded }) => recorded?.streamId === stream)).toHaveLength(6);
  });

  test('$maxAge hides what is older', async () => {
    const stream = newStream('age');
    await client().appendToStream(stream, events(2));
    await client().setStreamMetadata(stream, { maxAge: 3_600 });
    expect(await read(client(), stream)).toEqual([0, 1]);
    await client().setStreamMetadata(stream, { maxAge: 1 });
    // Age is counted in whole seconds from the event's own time: ask until it is over.
    let shown = await read(client(), stream);
    while (shown.length > 0) shown = await read(client(), stream);
    expect(shown).toEqual([]);
  });

  test('$streams does not exist without projections', async () => {
    expect(await read(client(), '$streams')).toBe('StreamNotFoundError');
  });
});

describe('a resolved event', () => {
  test('has the fields of the recording and the data as written', async () => {
    const stream = newStream('fields');
    const written = jsonEvent({ type: 'T', data: { text: '云诊', n: 1 }, metadata: { who: 'me' } });
    await client().appendToStream(stream, written);
    const [found] = await collect(client().readStream(stream));
    expect(Object.keys(found ?? {})).toEqual(['event', 'commitPosition']);
    expect(Object.keys(found?.event ?? {})).toEqual(
      'streamId id revision type data metadata isJson created position'.split(' '),
    );
    expect(found?.event).toMatchObject({
      streamId: stream,
      id: written.id,
      data: { text: '云诊', n: 1 },
      metadata: { who: 'me' },
    });
    expect(Math.abs(Date.now() - (found?.event?.created.getTime() ?? 0))).toBeLessThan(60_000);
  });

  test('null data and broken JSON come back as they were', async () => {
    const stream = newStream('data');
    await client().appendToStream(stream, jsonEvent({ type: 'T', data: null as unknown as Record<string, unknown> }));
    await client().appendToStream(stream, bytes(Buffer.from('{"a":')));
    const [empty, broken] = await collect(client().readStream(stream));
    expect(empty?.event?.data).toBeNull();
    expect(broken?.event).toMatchObject({ isJson: false, data: new Uint8Array([123, 34, 97, 34, 58]) });
  });
});

describe('positions', () => {
  const stream = newStream('positions');
  let positions: Position[] = [];
  let answered: Position | undefined;
  beforeAll(async () => {
    await client().appendToStream(stream, events(1));
    ({ position: answered } = await client().appendToStream(stream, events(3)));
    positions = (await collect(client().readStream(stream))).map(
      ({ event: recorded }) => recorded?.position as Position,
    );
    await client().appendToStream(newStream(), events(2));
  });
  const at = (index: number): Position => positions[index] as Position;

  test('commit equals prepare, rises by more than one, and the append answers the last one', () => {
    expect(positions.every(({ commit, prepare }) => commit === prepare)).toBe(true);
    expect(positions.every(({ commit }, index) => index === 0 || commit > at(index - 1).commit + 1n)).toBe(true);
    expect(answered).toEqual(at(3));
  });

  test('$all has the same ones', async () => {
    const all = await collect(client().readAll({ fromPosition: at(0), maxCount: 4 }));
    expect(all.map(({ event: recorded }) => recorded?.position)).toEqual(positions);
    expect(all.map(({ commitPosition }) => commitPosition)).toEqual(positions.map(({ commit }) => commit));
  });

  test('forwards starts with that event, backwards with the one before', async () => {
    const [forwards] = await collect(client().readAll({ fromPosition: at(2), maxCount: 1 }));
    const [backwards] = await collect(client().readAll({ ...back, fromPosition: at(2), maxCount: 1 }));
    expect([forwards?.event?.position, backwards?.event?.position]).toEqual([at(2), at(1)]);
  });

  test('from the end: nothing forwards, the last event backwards', async () => {
    expect(await collect(client().readAll({ fromPosition: 'end' }))).toEqual([]);
    expect(await collect(client().readAll({ ...back, fromPosition: 'end', maxCount: 1 }))).toHaveLength(1);
  });

  test.each([
    [
      'commit + 1',
      (p: Position) => ({ commit: p.commit + 1n, prepare: p.commit + 1n }),
      'Unexpected ReadAllResult: InvalidPosition',
    ],
    [
      'prepare > commit',
      (p: Position) => ({ commit: p.commit, prepare: p.commit + 1n }),
      'Exception was thrown by handler.',
    ],
  ])('%s is refused', async (_, wrong, text) => {
    const reading = collect(client().readAll({ fromPosition: wrong(at(1)) }));
    expect(await attempt(reading)).toBe(`UnknownError (code 2, "2 UNKNOWN: ${text}")`);
  });

  test('far beyond the end reads as empty', async () => {
    const far = at(3).commit + 1_000_000_000n;
    expect(await collect(client().readAll({ fromPosition: { commit: far, prepare: far } }))).toEqual([]);
  });

  test('pages of $all, each from the last position, give every event once', async () => {
    const whole = (await collect(client().readAll())).map(({ event: recorded }) => recorded?.id);
    const paged: unknown[] = [];
    let from: Position | 'start' = 'start';
    for (;;) {
      const page = await collect(client().readAll({ fromPosition: from, maxCount: 7 }));
      const fresh = from === 'start' ? page : page.slice(1);
      if (fresh.length === 0) break;
      paged.push(...fresh.map(({ event: recorded }) => recorded?.id));
      from = fresh.at(-1)?.event?.position as Position;
    }
    expect(paged).toEqual(whole);
  });
});

describe('links', () => {
  test('followed: a target that is not shown is absent, a malformed link stays an event', async () => {
    const gone = await streamIn(client(), 'softDeleted');
    const there = await streamIn(client(), 'three');
    const links = newStream('links');
    for (const to of [`0@${gone}`, `0@${newStream()}`, 'nowhere', `1@${there}`]) {
      await client().appendToStream(links, link(to));
    }
    const found = await collect(client().readStream(links, { resolveLinkTos: true }));
    expect(found.map(({ event: target, link: from }) => [target?.streamId, from && Number(from.revision)])).toEqual([
      [undefined, 0],
      [undefined, 1],
      [links, undefined],
      [there, 3],
    ]);
    expect(found[3]?.event?.revision).toBe(1n);
    expect(found[3]?.commitPosition).toBe(found[3]?.link?.position?.commit);
  });

  test('not followed: the links themselves', async () => {
    const there = await streamIn(client(), 'three');
    const links = newStream('links');
    await client().appendToStream(links, jsonEvent({ type: '$>', data: {} }));
    expect(revisionsOf(await collect(client().readStream(links)))).toEqual([0]);
    expect(await read(client(), there)).toEqual([0, 1, 2]);
  });
});

test('readAll ignores a filter, as the official client does', async () => {
  const stream = newStream('filtered');
  const { position } = await client().appendToStream(stream, event());
  await client().setStreamMetadata(stream, { maxCount: 9 });
  const options = { fromPosition: position as Position, filter: excludeSystemEvents() };
  const all = await collect(client().readAll(options));
  expect(all.map(({ event: recorded }) => recorded?.type)).toEqual(['T', '$metadata']);
});
