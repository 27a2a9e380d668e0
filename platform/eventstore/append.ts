/** Appends with a deadline of our own, and says what an answer means for the caller. */
import { ErrorType, jsonEvent, WrongExpectedVersionError } from '@eventstore/db-client';
import { check } from './check.ts';
import { type Connection, isLost } from './connection.ts';
import { AppendRefused, AppendUnknown, WrongExpectedRevision } from './errors.ts';
import type { Appended, ExpectedRevision, NewEvent } from './types.ts';

const late = Symbol('late');

/** Answers after which nothing is stored and a repeat gets the same. All others leave it open. */
const final = new Set<unknown>([
  ErrorType.STREAM_DELETED,
  ErrorType.ACCESS_DENIED,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
]);

const revisionOf = (version: unknown): ExpectedRevision =>
  typeof version === 'bigint' ? Number(version) : 'no_stream';

const fields = (error: unknown) =>
  (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown; type?: unknown };

/** @param deadline milliseconds until an append is given up as unknown. */
export const appender = (connection: Connection, deadline: number) => {
  const { appends } = connection;
  return async (stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended> => {
    const metadata = check(stream, events, expected);
    const messages = events.map(({ id, type, data }, index) =>
      jsonEvent({ id, type, data, metadata: metadata[index] as Uint8Array }),
    );
    const expectedRevision = expected === 'no_stream' ? expected : BigInt(expected);
    const client = await connection.client();
    appends.sent += 1;
    const { sent } = appends;
    let timer: NodeJS.Timeout | undefined;
    try {
      const answer = await Promise.race([
        client.appendToStream(stream, messages, { expectedRevision, deadline }),
        new Promise<typeof late>(resolve => {
          timer = setTimeout(resolve, deadline, late);
        }),
      ]);
      if (answer === late) {
        // Not one answer to anything sent since: the connection is dead, not the server slow.
        if (appends.answered < sent) connection.replace(client);
        throw new AppendUnknown(stream, `no answer within ${deadline} ms`);
      }
      appends.answered = appends.sent;
      // A replay onto a deleted stream is a success without a position, and stores nothing.
      if (answer.position === undefined) throw new AppendUnknown(stream, 'the answer has no position');
      return { revision: Number(answer.nextExpectedRevision), position: answer.position.commit };
    } catch (error) {
      if (error instanceof AppendUnknown) throw error;
      const { code, type } = fields(error);
      // A number in `code` comes from the transport; the server's own answers to an append have none.
      if (typeof code !== 'number') appends.answered = appends.sent;
      if (error instanceof WrongExpectedVersionError)
        throw new WrongExpectedRevision(stream, expected, revisionOf(error.actualVersion));
      if (final.has(type)) throw new AppendRefused(stream, String(type), error);
      if (isLost(error)) connection.replace(client);
      throw new AppendUnknown(stream, 'no usable answer', error);
    } finally {
      clearTimeout(timer);
    }
  };
};
