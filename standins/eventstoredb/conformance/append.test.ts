/** Appends on every state with every expected revision, over both calls, as recorded from EventStoreDB 24.6.0. */
import { type AppendExpectedRevision, EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import {
  attempt,
  event,
  events,
  givenServer,
  newStream,
  outcome,
  plainly,
  putAway,
  read,
  type State,
  sized,
  streamIn,
} from '../testing/kit.ts';

const server = givenServer();

const expectations: AppendExpectedRevision[] = ['any', 'no_stream', 'stream_exists', 0n, 2n, 9n];
const wrong = (expected: string, actual: string): string =>
  `WrongExpectedVersionError (expected ${expected}, actual ${actual})`;
const deleted = 'StreamDeletedError';
const ok = (next: number): string => `ok, next ${next}n`;

const matrix: Record<State, string[]> = {
  missing: [
    ok(0),
    ok(0),
    wrong('stream_exists', 'no_stream'),
    wrong('0n', 'no_stream'),
    wrong('2n', 'no_stream'),
    wrong('9n', 'no_stream'),
  ],
  three: [ok(3), wrong('no_stream', '2n'), ok(3), wrong('0n', '2n'), ok(3), wrong('9n', '2n')],
  softDeleted: [ok(3), ok(3), deleted, wrong('0n', '2n'), ok(3), wrong('9n', '2n')],
  tombstoned: [deleted, deleted, deleted, deleted, deleted, deleted],
  truncatedAll: [ok(3), wrong('no_stream', '2n'), ok(3), wrong('0n', '2n'), ok(3), wrong('9n', '2n')],
  metadataOnly: [ok(0), ok(0), ok(0), wrong('0n', 'no_stream'), wrong('2n', 'no_stream'), wrong('9n', 'no_stream')],
};

const rows = Object.entries(matrix).flatMap(([state, answers]) =>
  expectations.map((expectedRevision, index) => [state as State, expectedRevision, answers[index] ?? ''] as const),
);

describe('expected revision on each state', () => {
  test.each(rows)('batch: %s × %s: %s', async (state, expectedRevision, answer) => {
    const stream = await streamIn(server.client(), state);
    expect(await outcome(server.client().appendToStream(stream, event(), { expectedRevision }))).toBe(answer);
  });

  test.each(rows)('plain: %s × %s: %s', async (state, expectedRevision, answer) => {
    const stream = await streamIn(server.client(), state);
    const result = await outcome(
      server.client().appendToStream(stream, event(), { ...plainly, expectedRevision }),
      stream,
    );
    const text = "9 FAILED_PRECONDITION: Event stream 'S' is deleted.";
    expect(result).toBe(answer === deleted ? `${deleted} (code 9, "${text}")` : answer);
  });
});

describe('throwOnAppendFailure=false', () => {
  const cases: [State, AppendExpectedRevision, string][] = [
    ['three', 0n, 'not ok, next 1n'],
    ['three', 'no_stream', 'not ok, next 1n'],
    ['missing', 'stream_exists', 'not ok, next -1n'],
    ['missing', 3n, 'not ok, next -1n'],
  ];
  test.each(cases)('%s × %s: %s', async (state, expectedRevision, answer) => {
    const client = EventStoreDBClient.connectionString(`${server.url()}&throwOnAppendFailure=false`);
    const stream = await streamIn(server.client(), state);
    expect(await outcome(client.appendToStream(stream, event(), { expectedRevision }))).toBe(answer);
    await putAway(client);
  });
});

describe('appends of nothing', () => {
  test('on a missing stream: next 0, and the stream stays missing', async () => {
    const stream = newStream();
    expect(await outcome(server.client().appendToStream(stream, []))).toBe('ok, next 0n');
    expect(await read(server.client(), stream)).toBe('StreamNotFoundError');
  });

  test('plainly on a missing stream', async () => {
    expect(await outcome(server.client().appendToStream(newStream(), [], plainly))).toBe('ok, next 0n');
  });

  const cases: [AppendExpectedRevision, string][] = [
    ['any', ok(2)],
    ['no_stream', wrong('no_stream', '2n')],
    [0n, wrong('0n', '2n')],
    [2n, ok(2)],
  ];
  test.each(cases)('on three × %s: %s', async (expectedRevision, answer) => {
    const stream = await streamIn(server.client(), 'three');
    expect(await outcome(server.client().appendToStream(stream, [], { expectedRevision }))).toBe(answer);
  });
});

describe('odd names, types and data', () => {
  test.each([
    ['a system stream', '$system'],
    ['metadata that is no metadata', '$$x'],
    ['$all as a stream', '$all'],
    ['a blank', '   '],
    ['2,000 characters', 'n'.repeat(1_963)],
    ['Chinese', '挂号'],
  ])('stream name: %s', async (_, name) => {
    const stream = name === '$all' || name.trim() === '' ? name : newStream(name);
    const { nextExpectedRevision } = await server.client().appendToStream(stream, event(7));
    const [last] = await read(server.client(), stream, { direction: 'backwards', fromRevision: 'end', maxCount: 1 });
    expect(last).toBe(Number(nextExpectedRevision));
  });

  test('a system event type', async () => {
    expect(await outcome(server.client().appendToStream(newStream(), event(0, undefined, '$x')))).toBe('ok, next 0n');
  });

  test('a deadline that is over: DeadlineExceededError, nothing stored', async () => {
    const stream = newStream();
    expect(await attempt(server.client().appendToStream(stream, event(), { deadline: -1 }))).toBe(
      'DeadlineExceededError',
    );
    expect(await outcome(server.client().appendToStream(stream, event()))).toBe('ok, next 0n');
  });
});

describe('size limit', () => {
  const tooLarge = 'MaxAppendSizeExceededError';

  test('the largest accepted append is 1,048,576 bytes of type and data', async () => {
    expect(await outcome(server.client().appendToStream(newStream(), sized(1_048_575)))).toBe('ok, next 0n');
  });

  test.each([
    ['one byte more', [sized(1_048_576)], {}],
    ['two events of half', [sized(524_288), sized(524_288)], {}],
    ['100 × 20 kB in one append', Array.from({ length: 100 }, () => sized(20_000)), {}],
    ['the same in chunks of 100 kB', Array.from({ length: 100 }, () => sized(20_000)), { batchAppendSize: 100_000 }],
  ])('%s', async (_, batch, options) => {
    const stream = newStream();
    const failure = await server
      .client()
      .appendToStream(stream, batch, options)
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576, message: '' });
    expect(await read(server.client(), stream)).toBe('StreamNotFoundError');
  });

  test('plainly', async () => {
    const stream = newStream();
    expect(await attempt(server.client().appendToStream(stream, sized(1_048_576), plainly))).toBe(
      `${tooLarge} (code 3, "3 INVALID_ARGUMENT: Maximum Append Size of 1048576 Exceeded.")`,
    );
    expect(await read(server.client(), stream)).toBe('StreamNotFoundError');
  });

  test('an append within the limit in many chunks is one append', async () => {
    const stream = newStream();
    const batch = Array.from({ length: 50 }, () => sized(20_000));
    expect(await outcome(server.client().appendToStream(stream, batch, { batchAppendSize: 50_000 }))).toBe(
      'ok, next 49n',
    );
  });
});

test('of 100 racers on a new stream one wins, the others hear of its revision', async () => {
  const stream = newStream();
  const racers = Array.from({ length: 100 }, () =>
    outcome(server.client().appendToStream(stream, event(), { expectedRevision: 'no_stream' })),
  );
  const answers = await Promise.all(racers);
  expect(answers.filter(answer => answer === 'ok, next 0n')).toHaveLength(1);
  expect(answers.filter(answer => answer === wrong('no_stream', '0n'))).toHaveLength(99);
  expect(await read(server.client(), stream)).toEqual([0]);
});

test('appends in flight at once keep their order within a stream', async () => {
  const stream = newStream();
  await Promise.all(events(200).map(one => server.client().appendToStream(stream, one)));
  const found = [];
  for await (const { event: recorded } of server.client().readStream(stream)) found.push(recorded?.data);
  expect(found).toEqual(Array.from({ length: 200 }, (_, n) => ({ n })));
});
