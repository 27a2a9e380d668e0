import { expect, test } from '@jest/globals';
import type { ExpectedRevision, NewEvent } from '../eventstore.ts';
import { check, maxAppendBytes } from './check.ts';
import { InvalidEvent } from './errors.ts';

const good: NewEvent = { id: '0190a1b2-0000-7000-8000-000000000001', type: 'a.happened', data: { n: 1 }, metadata: {} };
const other = { ...good, id: '0190a1b2-0000-7000-8000-000000000002' };

test('a good append passes', () => {
  expect(() => check('a-1', [good, other], 'no_stream')).not.toThrow();
  expect(() => check('a-1', [good], 0)).not.toThrow();
});

const circular: Record<string, unknown> = {};
circular.self = circular;

test.each<[string, string, unknown[], unknown]>([
  ['an empty stream name', '', [good], 0],
  ['a system stream', '$all', [good], 0],
  ['a stream name that is not ASCII', '挂号-1', [good], 0],
  ['any as expected revision', 'a-1', [good], 'any'],
  ['a negative revision', 'a-1', [good], -1],
  ['no events', 'a-1', [], 0],
  ['an id that is no UUID', 'a-1', [{ ...good, id: 'x' }], 0],
  ['one id twice', 'a-1', [good, good], 0],
  ['an empty type', 'a-1', [{ ...good, type: '' }], 0],
  ['a system type', 'a-1', [{ ...good, type: '$x' }], 0],
  ['data that is undefined', 'a-1', [{ ...good, data: undefined }], 0],
  ['data that is a list', 'a-1', [{ ...good, data: [] }], 0],
  ['data with a bigint', 'a-1', [{ ...good, data: { n: 1n } }], 0],
  ['metadata that refers to itself', 'a-1', [{ ...good, metadata: circular }], 0],
])('%s is refused', (_, stream, events, expected) => {
  expect(() => check(stream, events as NewEvent[], expected as ExpectedRevision)).toThrow(InvalidEvent);
});

test('the limit counts type, data and metadata of all events', () => {
  const overhead = 2 * ('a.happened'.length + '{"s":""}'.length + '{}'.length);
  const events = (bytes: number) => [
    { ...good, data: { s: 'x'.repeat(bytes) } },
    { ...other, data: { s: '' } },
  ];
  expect(() => check('a-1', events(maxAppendBytes - overhead), 0)).not.toThrow();
  expect(() => check('a-1', events(maxAppendBytes - overhead + 1), 0)).toThrow(/at most/);
});
