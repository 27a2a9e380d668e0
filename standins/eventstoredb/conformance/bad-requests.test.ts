/** A bad batch request is answered twice, as recorded from EventStoreDB 24.6.0. */
import { expect, test } from '@jest/globals';
import { type BareAppend, twoAnswers } from '../testing/bare.ts';
import { givenServer, newStream, read } from '../testing/kit.ts';

const server = givenServer();

test.concurrent.each([
  ['an empty stream name', { stream: '' }],
  ['an empty event type', { stream: newStream(), type: '' }],
  ['an id that is no UUID', { stream: newStream(), id: 'no-uuid' }],
] as [string, BareAppend][])('%s: BadRequest, and a time-out two seconds later', async (_, append) => {
  expect(await twoAnswers(server.url(), append)).toEqual(['BadRequest', 'Timeout']);
  if (append.stream !== '') expect(await read(server.client(), append.stream)).toBe('StreamNotFoundError');
});
