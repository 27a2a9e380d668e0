/** Soft delete, tombstone and stream metadata, as recorded from EventStoreDB 24.6.0. */
import type { DeleteStreamOptions } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import {
  attempt,
  collect,
  event,
  givenServer,
  newStream,
  outcome,
  read,
  refusal,
  type State,
  streamIn,
} from '../testing/kit.ts';

const server = givenServer();
const client = () => server.client();
type Expected = DeleteStreamOptions['expectedRevision'];

const conflict = (expected: string, actual: string): string =>
  `WrongExpectedVersionError (expected ${expected}n, actual ${actual}n, code 9, "9 FAILED_PRECONDITION: Delete failed due to WrongExpectedVersion. Stream: S, Expected version: ${expected}, Actual version: ${actual}")`;
const deleted = (stream = 'S'): string =>
  `StreamDeletedError (code 9, "9 FAILED_PRECONDITION: Event stream '${stream}' is deleted.")`;
const unserializable =
  'UnknownError (code 13, "13 INTERNAL: Request message serialization failure: Cannot read properties of null (reading \'lo\')")';

describe('deleteStream', () => {
  test.each([
    ['missing', 'any', conflict('-2', '-1')],
    ['missing', 'no_stream', conflict('-1', '-1')],
    ['missing', 'stream_exists', unserializable],
    ['three', 'any', 'done'],
    ['three', 2n, 'done'],
    ['three', 0n, conflict('0', '2')],
    ['three', 'no_stream', conflict('-1', '2')],
    ['three', 'stream_exists', unserializable],
    ['softDeleted', 'any', 'done'],
    ['softDeleted', 2n, 'done'],
    ['softDeleted', 'no_stream', 'done'],
    ['tombstoned', 'any', deleted()],
  ] as [State, Expected, string][])('%s × %s: %s', async (state, expectedRevision, answer) => {
    const stream = await streamIn(client(), state);
    expect(await attempt(client().deleteStream(stream, { expectedRevision } as DeleteStreamOptions), stream)).toBe(
      answer,
    );
  });

  test('a missing stream with a non-ASCII name: HTTP 500', async () => {
    expect(await attempt(client().deleteStream(newStream('挂号')))).toBe(
      'UnknownError (code 2, "2 UNKNOWN: Received HTTP status code 500")',
    );
  });

  test('answers the position of the metadata that hides the stream', async () => {
    const stream = await streamIn(client(), 'three');
    const { position } = await client().deleteStream(stream);
    const metadata = await client().getStreamMetadata(stream);
    expect(metadata.metastreamRevision).toBe(position?.commit);
    expect(metadata.metadata).toEqual({ truncateBefore: 9_223_372_036_854_776_000 });
  });

  test('the stream is not found, its events stay in $all, and it goes on at its revision', async () => {
    const stream = await streamIn(client(), 'softDeleted');
    expect(await read(client(), stream)).toBe('StreamNotFoundError');
    await client().appendToStream(stream, [event(), event()]);
    expect(await read(client(), stream)).toEqual([3, 4]);
    expect((await client().getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 3 });
    const all = await collect(client().readAll());
    expect(all.filter(({ event: recorded }) => recorded?.streamId === stream)).toHaveLength(5);
  });

  test('new metadata brings a deleted stream back, empty', async () => {
    const stream = await streamIn(client(), 'softDeleted');
    await client().setStreamMetadata(stream, { maxCount: 5 });
    expect(await read(client(), stream)).toEqual([]);
    expect((await client().getStreamMetadata(stream)).metadata).toEqual({ maxCount: 5, truncateBefore: 3 });
  });
});

describe('tombstoneStream', () => {
  test.each([
    ['missing', 'any', 'done'],
    ['missing', 'no_stream', 'done'],
    ['three', 'any', 'done'],
    ['three', 2n, 'done'],
    ['three', 0n, conflict('0', '2')],
    ['softDeleted', 'any', 'done'],
    ['tombstoned', 'any', deleted()],
  ] as [State, Expected, string][])('%s × %s: %s', async (state, expectedRevision, answer) => {
    const stream = await streamIn(client(), state);
    expect(await attempt(client().tombstoneStream(stream, { expectedRevision } as DeleteStreamOptions), stream)).toBe(
      answer,
    );
  });

  test('reads of the stream and of its metadata are refused', async () => {
    const stream = await streamIn(client(), 'tombstoned');
    expect(await read(client(), stream)).toBe(deleted());
    const metadata = await client()
      .getStreamMetadata(stream)
      .catch((error: unknown) => refusal(error, stream));
    expect(metadata).toBe(deleted('$$S'));
    expect(await outcome(client().setStreamMetadata(stream, {}), stream)).toBe('StreamDeletedError');
  });

  test('$all ends with the tombstone, before it the events', async () => {
    const stream = await streamIn(client(), 'tombstoned');
    const all = await collect(client().readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 4 }));
    expect(all.map(({ event: e }) => [e?.streamId, e?.type, e?.revision, e?.isJson])).toEqual([
      [stream, '$streamDeleted', 9_223_372_036_854_775_807n, false],
      [stream, 'T', 2n, true],
      [stream, 'T', 1n, true],
      [stream, 'T', 0n, true],
    ]);
  });
});

describe('stream metadata', () => {
  test('of a missing stream', async () => {
    const stream = newStream();
    expect(await client().getStreamMetadata(stream)).toEqual({ streamName: stream });
  });

  test('set and get', async () => {
    const stream = newStream();
    const metadata = {
      maxCount: 2,
      maxAge: 60,
      cacheControl: 10,
      truncateBefore: 1,
      acl: { readRoles: ['$all'] },
      custom: 'x',
    };
    const { nextExpectedRevision, position } = await client().setStreamMetadata(stream, metadata);
    expect(nextExpectedRevision).toBe(0n);
    expect(await client().getStreamMetadata(stream)).toEqual({
      streamName: stream,
      metadata,
      metastreamRevision: position?.commit,
    });
    const [raw] = await collect(client().readStream(`$$${stream}`));
    expect(raw?.event).toMatchObject({
      type: '$metadata',
      data: { $maxCount: 2, $maxAge: 60, $cacheControl: 10, $tb: 1, $acl: { $r: ['$all'] }, custom: 'x' },
    });
  });

  test.each([
    [7n, '7n'],
    ['no_stream', 'no_stream'],
  ] as const)('set with the wrong revision %s', async (expectedRevision, shown) => {
    const stream = newStream();
    await client().setStreamMetadata(stream, { maxCount: 2 });
    expect(await outcome(client().setStreamMetadata(stream, { maxCount: 3 }, { expectedRevision }))).toBe(
      `WrongExpectedVersionError (expected ${shown}, actual 0n)`,
    );
  });
});
