/** What outlives a stop, a kill and a second process. Only on the stand-in: a server that may be killed. */
import { rm } from 'node:fs/promises';
import { type AppendResult, EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  addressOf,
  collect,
  event,
  events,
  newStream,
  outcome,
  ownServerOnly,
  putAway,
  read,
  revisionsOf,
} from '../testing/kit.ts';
import { newDirectory, type ServerProcess, startProcess } from './process.ts';

const portOf = (url: string): number => Number(addressOf(url).split(':')[1]);

(ownServerOnly ? describe : describe.skip)('durability', () => {
  let dir = '';
  let servers: ServerProcess[] = [];
  let clients: EventStoreDBClient[] = [];
  const launch = async (port = 0): Promise<ServerProcess> => {
    const server = await startProcess(dir, port);
    servers.push(server);
    return server;
  };
  const connect = (url: string): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(url);
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    dir = await newDirectory();
  });
  afterEach(async () => {
    await Promise.all(clients.map(putAway));
    await Promise.all(servers.map(server => server.end('SIGKILL')));
    await rm(dir, { recursive: true });
    clients = [];
    servers = [];
  });

  test('a restart keeps events, positions and metadata; any forgets ids, a place never does', async () => {
    const first = await launch();
    const before = connect(first.url);
    const [stream, gone, buried] = [newStream(), newStream(), newStream()];
    const one = [event(0), event(1), event(2)];
    await before.appendToStream(stream, one, { expectedRevision: 'no_stream' });
    await before.appendToStream(gone, events(2));
    await before.deleteStream(gone);
    await before.appendToStream(buried, events(2));
    await before.tombstoneStream(buried);
    const all = await collect(before.readAll());
    await putAway(before);
    await first.end('SIGTERM');

    const second = await launch();
    const after = connect(second.url);
    expect(await collect(after.readAll())).toEqual(all);
    expect(await read(after, gone)).toBe('StreamNotFoundError');
    expect(await read(after, buried)).toContain('StreamDeletedError');
    expect(await outcome(after.appendToStream(stream, one, { expectedRevision: 'no_stream' }))).toBe('ok, next 2n');
    expect(await outcome(after.appendToStream(stream, one.slice(0, 1)))).toBe('ok, next 3n');
    const last = (await collect(after.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })))[0];
    expect(last?.commitPosition).toBeGreaterThan(all.at(-1)?.commitPosition ?? 0n);
  });

  test('kill -9 under load loses nothing acknowledged, and the same client goes on', async () => {
    let server = await launch();
    const port = portOf(server.url);
    const client = connect(server.url);
    const acknowledged = new Map<string, number>();
    let total = 0;
    for (const enough of [500, 1_000]) {
      let killed = false;
      const writers = Array.from({ length: 32 }, async () => {
        const stream = newStream('load');
        for (let n = 0; !killed; n += 1) {
          const expectedRevision = n === 0 ? 'no_stream' : BigInt(2 * n - 1);
          const answer = await bounded(client.appendToStream(stream, events(2), { expectedRevision }));
          if (!answer.startsWith('ok')) return;
          acknowledged.set(stream, 2 * n + 1);
          total += 1;
        }
      });
      while (total < enough) await new Promise(setImmediate);
      killed = await server.end('SIGKILL').then(() => true);
      await Promise.all(writers);
      server = await launch(port);
      await untilAnswered(client);
    }
    for (const [stream, revision] of acknowledged) {
      const stored = revisionsOf(await collect(client.readStream(stream)));
      // One append more may be stored than was acknowledged, never one less, never half of one.
      expect([revision, revision + 2]).toContain(stored.at(-1));
    }
  });

  test('a second process on the directory gets one clear error; after a kill the directory is free', async () => {
    const first = await launch();
    await expect(launch()).rejects.toThrow(
      `DirectoryInUse: The data directory ${dir} is in use by another EventStoreDB stand-in.`,
    );
    await first.end('SIGKILL');
    await expect(launch()).resolves.toBeDefined();
  });

  test('a stop answers what is in flight, then breaks off the connections', async () => {
    const first = await launch();
    const client = connect(first.url);
    const stream = newStream();
    await client.appendToStream(stream, event());
    const subscription = client.subscribeToStream(stream);
    const broken = new Promise<{ code?: number }>(resolve =>
      subscription.on('error', error => resolve(error as { code?: number })),
    );
    await new Promise(resolve => subscription.once('caughtUp', resolve));
    const writing = events(64).map(one => bounded(client.appendToStream(stream, one)));
    await first.end('SIGTERM');
    const answers = await Promise.all(writing);
    expect((await broken).code).toBe(13);

    const second = await launch();
    const reader = connect(second.url);
    const acknowledged = answers.filter(answer => answer.startsWith('ok')).length;
    expect((await collect(reader.readStream(stream))).length).toBeGreaterThanOrEqual(1 + acknowledged);
  });
});

/** The client leaves an append that it began on a dying connection without any answer: only a bound of our own ends it. */
const bounded = (work: Promise<AppendResult>): Promise<string> =>
  Promise.race([outcome(work), new Promise<string>(resolve => setTimeout(resolve, 3_000, 'no answer').unref())]);

/** After a lost connection the client needs a failed call or two to notice. */
const untilAnswered = async (client: EventStoreDBClient): Promise<void> => {
  for (;;) {
    if ((await bounded(client.appendToStream(newStream('probe'), event()))).startsWith('ok')) return;
  }
};
