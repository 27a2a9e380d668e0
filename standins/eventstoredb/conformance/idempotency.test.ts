/** Repeated event ids, as recorded from EventStoreDB 24.6.0: by memory without a place, by place for ever. */
import { randomUUID } from 'node:crypto';
import type { AppendExpectedRevision } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import { event, givenServer, newStream, outcome, read } from '../testing/kit.ts';

const server = givenServer();
type Letter = 'A' | 'B' | 'C' | 'D';

/** A new stream that got A and B, and how to append letters to it. */
const streamWithAB = async () => {
  const stream = newStream();
  const ids: Record<Letter, string> = { A: randomUUID(), B: randomUUID(), C: randomUUID(), D: randomUUID() };
  const append = (letters: string, expectedRevision: AppendExpectedRevision, to = stream): Promise<string> =>
    outcome(
      server.client().appendToStream(
        to,
        [...letters].map(letter => event(0, ids[letter as Letter])),
        { expectedRevision },
      ),
    );
  await append('AB', 'no_stream');
  return { stream, append };
};

const conflict = (expected: string): string => `WrongExpectedVersionError (expected ${expected}, actual 1n)`;

describe('a replay of [A,B]', () => {
  test.each([
    ['any', 'AB', 'ok, next 1n'],
    ['any', 'A', 'ok, next 0n'],
    ['any', 'B', 'ok, next 1n'],
    ['any', 'BA', 'ok, next 0n'],
    ['any', 'ABC', conflict('any')],
    ['any', 'BC', conflict('any')],
    ['no_stream', 'AB', 'ok, next 1n'],
    ['no_stream', 'A', 'ok, next 0n'],
    ['no_stream', 'B', conflict('no_stream')],
    ['no_stream', 'BA', conflict('no_stream')],
    ['no_stream', 'ABC', conflict('no_stream')],
    ['no_stream', 'BC', conflict('no_stream')],
    ['stream_exists', 'AB', 'ok, next 1n'],
    [0n, 'B', 'ok, next 1n'],
    [0n, 'C', conflict('0n')],
  ] as [AppendExpectedRevision, string, string][])('%s, %s: %s', async (expectedRevision, letters, answer) => {
    const { stream, append } = await streamWithAB();
    expect(await append(letters, expectedRevision)).toBe(answer);
    expect(await read(server.client(), stream)).toEqual([0, 1]);
  });
});

test('a replay at an exact place is recognised after more was appended, and only at its place', async () => {
  const { stream, append } = await streamWithAB();
  await append('CD', 1n);
  expect(await append('AB', 'no_stream')).toBe('ok, next 1n');
  expect(await append('CD', 1n)).toBe('ok, next 3n');
  expect(await append('AB', 1n)).toBe('WrongExpectedVersionError (expected 1n, actual 3n)');
  expect(await append('C', 3n)).toBe('ok, next 4n');
  expect(await read(server.client(), stream)).toEqual([0, 1, 2, 3, 4]);
});

test('ids that another stream brought first are appended again with any, and recognised at their place', async () => {
  const { append } = await streamWithAB();
  const other = newStream();
  expect(await append('AB', 'no_stream', other)).toBe('ok, next 1n');
  expect(await append('AB', 'any', other)).toBe('ok, next 3n');
  expect(await append('AB', 'stream_exists', other)).toBe('ok, next 5n');
  expect(await append('AB', 1n, other)).toBe('ok, next 3n');
});

test('the stream that brought an id first keeps it', async () => {
  const { stream, append } = await streamWithAB();
  await append('A', 'any', newStream());
  expect(await append('A', 'any')).toBe('ok, next 0n');
  expect(await read(server.client(), stream)).toEqual([0, 1]);
});

test('the same id twice in one append is stored twice and then known by its first place', async () => {
  const stream = newStream();
  const id = randomUUID();
  await server.client().appendToStream(stream, [event(0, id), event(1, id)]);
  expect(await outcome(server.client().appendToStream(stream, event(2, id)))).toBe('ok, next 0n');
  expect(await read(server.client(), stream)).toEqual([0, 1]);
});

test('another body under the same id changes nothing and gets the same position', async () => {
  const stream = newStream();
  const id = randomUUID();
  const first = await server.client().appendToStream(stream, event(1, id));
  const second = await server.client().appendToStream(stream, event(2, id));
  expect(second).toEqual(first);
  expect(await read(server.client(), stream)).toEqual([0]);
});

test('a replay while the first append is in flight gets the same answer', async () => {
  const stream = newStream();
  const id = randomUUID();
  const both = await Promise.all(
    [1, 2].map(() => server.client().appendToStream(stream, event(0, id), { expectedRevision: 'no_stream' })),
  );
  expect(both[1]).toEqual(both[0]);
  expect(await read(server.client(), stream)).toEqual([0]);
});

test.each(['no_stream', 'any'] as const)(
  'a replay after a soft delete with %s succeeds without a position and the stream stays deleted',
  async expectedRevision => {
    const stream = newStream();
    const one = event();
    await server.client().appendToStream(stream, one, { expectedRevision: 'no_stream' });
    await server.client().deleteStream(stream);
    const replay = await server.client().appendToStream(stream, one, { expectedRevision });
    expect(replay).toEqual({ success: true, nextExpectedRevision: 0n, position: undefined });
    expect(await read(server.client(), stream)).toBe('StreamNotFoundError');
  },
);
