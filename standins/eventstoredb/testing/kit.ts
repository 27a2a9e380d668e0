/** What every conformance test uses: a server, the official client, streams in known states, answers in the recording's words. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  type AppendResult,
  type AppendToStreamOptions,
  type BinaryEventType,
  binaryEvent,
  type EventData,
  EventStoreDBClient,
  jsonEvent,
  type ReadStreamOptions,
  type ResolvedEvent,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { afterAll, beforeAll } from '@jest/globals';
import { newDirectory, startProcess } from '../conformance/process.ts';

/** Ends a client's calls and its connection, which dispose() leaves open: the test runner would wait for it. */
export const putAway = async (client: EventStoreDBClient): Promise<void> => {
  await client.dispose();
  const { getChannel } = client as unknown as { getChannel(): Promise<{ close(): void }> };
  await getChannel().then(
    channel => channel.close(),
    () => undefined,
  );
};

/** The server under test: EVENT_STORE_URL, or a stand-in started for the file. */
export const givenServer = (): { url(): string; controlUrl(): string; client(): EventStoreDBClient } => {
  let url = process.env.EVENT_STORE_URL ?? '';
  let controlUrl = '';
  let stop = async (): Promise<void> => undefined;
  let client: EventStoreDBClient | undefined;
  beforeAll(async () => {
    if (url === '') {
      const dir = await newDirectory();
      const server = await startProcess(dir);
      ({ url, controlUrl } = server);
      stop = async () => {
        await server.end('SIGTERM');
        await rm(dir, { recursive: true });
      };
    }
    client = EventStoreDBClient.connectionString(url);
  });
  afterAll(async () => {
    if (client) await putAway(client);
    await stop();
  });
  return {
    url: () => url,
    controlUrl: () => controlUrl,
    client: () => {
      if (!client) throw new Error('The server is not started yet.');
      return client;
    },
  };
};

/** host:port of a connection string, for bare gRPC clients. */
export const addressOf = (url: string): string => /\/\/([^?/]+)/.exec(url)?.[1] ?? '';

/** Durability and faults can only be tested on a server that the test may kill. */
export const ownServerOnly = process.env.EVENT_STORE_URL === undefined;

export const newStream = (prefix = 's'): string => `${prefix}-${randomUUID()}`;
export const event = (n = 0, id: string = randomUUID(), type = 'T'): EventData => jsonEvent({ id, type, data: { n } });
export const events = (count: number): EventData[] => Array.from({ length: count }, (_, n) => event(n));

export const bytes = (data: Uint8Array, type = 'T'): EventData => binaryEvent<BinaryEventType>({ type, data });
/** An event of that many bytes of data. */
export const sized = (size: number): EventData => bytes(new Uint8Array(size));
/** A link, to "revision@stream". */
export const link = (to: string): EventData => bytes(Buffer.from(to), '$>');

/** Makes a client use the plain Append call instead of BatchAppend. */
export const plainly: AppendToStreamOptions = { credentials: { username: 'any', password: 'any' } };

const shown = (version: unknown): string => (typeof version === 'bigint' ? `${version}n` : String(version));

/** An error in the recording's words: class, versions, code and text, with the stream called S. */
export const refusal = (error: unknown, stream = ''): string => {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: number };
  const text = stream === '' ? error.message : error.message.replaceAll(stream, 'S');
  const parts = [
    error instanceof WrongExpectedVersionError
      ? `expected ${shown(error.expectedVersion)}, actual ${shown(error.actualVersion)}`
      : '',
    code === undefined ? '' : `code ${code}, "${text}"`,
  ].filter(part => part !== '');
  return parts.length === 0 ? error.constructor.name : `${error.constructor.name} (${parts.join(', ')})`;
};

/** What came of it, in the recording's words. */
export const outcome = async (work: Promise<AppendResult>, stream = ''): Promise<string> => {
  try {
    const { success, nextExpectedRevision } = await work;
    return `${success ? 'ok' : 'not ok'}, next ${nextExpectedRevision}n`;
  } catch (error) {
    return refusal(error, stream);
  }
};

/** 'done' or the error in the recording's words. */
export const attempt = (work: Promise<unknown>, stream = ''): Promise<string> =>
  work.then(
    () => 'done',
    error => refusal(error, stream),
  );

export const collect = async (source: AsyncIterable<ResolvedEvent>): Promise<ResolvedEvent[]> => {
  const all: ResolvedEvent[] = [];
  for await (const resolved of source) all.push(resolved);
  return all;
};

export const revisionsOf = (found: readonly ResolvedEvent[]): number[] =>
  found.map(({ event: recorded }) => Number(recorded?.revision));

/** Revisions a read shows, or its error in the recording's words. */
export const read = (
  client: EventStoreDBClient,
  stream: string,
  options: ReadStreamOptions = {},
): Promise<number[] | string> =>
  collect(client.readStream(stream, options)).then(revisionsOf, error => refusal(error, stream));

export type State = 'missing' | 'three' | 'softDeleted' | 'tombstoned' | 'truncatedAll' | 'metadataOnly';

/** A stream in a state the recording names. */
export const streamIn = async (client: EventStoreDBClient, state: State): Promise<string> => {
  const stream = newStream(state);
  if (state === 'missing') return stream;
  if (state === 'metadataOnly') {
    await client.setStreamMetadata(stream, { cacheControl: 10 });
    return stream;
  }
  await client.appendToStream(stream, events(3));
  if (state === 'softDeleted') await client.deleteStream(stream);
  if (state === 'tombstoned') await client.tombstoneStream(stream);
  if (state === 'truncatedAll') await client.setStreamMetadata(stream, { truncateBefore: 3 });
  return stream;
};
