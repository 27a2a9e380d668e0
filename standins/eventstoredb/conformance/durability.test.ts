/** What outlives a stop, a kill and a second process. Only on the stand-in: a server that may be killed. */
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import { addressOf, collect, event, events, newStream, outcome, ownServerOnly, read } from './kit.ts';
import { newDirectory, startProcess } from './process.ts';

const portOf = (url: string): number => Number(addressOf(url).split(':')[1]);

(ownServerOnly ? describe : describe.skip)('durability', () => {
  test('a restart keeps events, positions and metadata; any forgets ids, a place never does', async () => {
    const dir = await newDirectory();
    const first = await startProcess(dir);
    const before = EventStoreDBClient.connectionString(first.url);
    const [stream, gone, buried] = [newStream(), newStream(), newStream()];
    const one = [event(0), event(1), event(2)];
    await before.appendToStream(stream, one, { expectedRevision: 'no_stream' });
    await before.appendToStream(gone, events(2));
    await before.deleteStream(gone);
    await before.appendToStream(buried, events(2));
    await before.tombstoneStream(buried);
    const all = await collect(before.readAll());
    await before.dispose();
    await first.end('SIGTERM');

    const second = await startProcess(dir);
    const after = EventStoreDBClient.connectionString(second.url);
    expect(await collect(after.readAll())).toEqual(all);
    expect(await read(after, gone)).toBe('StreamNotFoundError');
    expect(await read(after, buried)).toContain('StreamDeletedError');
    expect(await outcome(after.appendToStream(stream, one, { expectedRevision: 'no_stream' }))).toBe('ok, next 2n');
    expect(await outcome(after.appendToStream(stream, one.slice(0, 1)))).toBe('ok, next 3n');
    const last = (await collect(after.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })))[0];
    expect(last?.commitPosition).toBeGreaterThan(all.at(-1)?.commitPosition ?? 0n);
    await after.dispose();
    await second.end('SIGTERM');
  });

  test('kill -9 under load loses nothing acknowledged, and the same client goes on', async () => {
    const dir = await newDirectory();
    let server = await startProcess(dir);
    const port = portOf(server.url);
    const client = EventStoreDBClient.connectionString(server.url);
    const acknowledged = new Map<string, number>();
    let total = 0;
    for (const enough of [1_000, 2_000]) {
      let killed = false;
      const writers = Array.from({ length: 32 }, async () => {
        const stream = newStream('load');
        for (let n = 0; !killed; n += 1) {
          const expectedRevision = n === 0 ? 'no_stream' : BigInt(n - 1);
          const stored = await client.appendToStream(stream, event(n), { expectedRevision, deadline: 3_000 }).then(
            () => true,
            () => false,
          );
          if (!stored) return;
          acknowledged.set(stream, n);
          total += 1;
        }
      });
      while (total < enough) await new Promise(setImmediate);
      killed = await server.end('SIGKILL').then(() => true);
      await Promise.all(writers);
      server = await startProcess(dir, port);
      await untilAnswered(client);
    }
    for (const [stream, revision] of acknowledged) {
      const revisions = await read(client, stream);
      const stored = revisions.length - 1;
      // One more may be stored than was acknowledged, never one less.
      expect([revision, revision + 1]).toContain(stored);
    }
    await client.dispose();
    await server.end('SIGTERM');
  });

  test('a second process on the directory gets one clear error; after a kill the directory is free', async () => {
    const dir = await newDirectory();
    const first = await startProcess(dir);
    await expect(startProcess(dir)).rejects.toThrow(
      `DirectoryInUse: The data directory ${dir} is in use by another EventStoreDB stand-in.`,
    );
    await first.end('SIGKILL');
    const second = await startProcess(dir);
    await second.end('SIGTERM');
  });

  test('a stop answers what is in flight, then breaks off the connections', async () => {
    const dir = await newDirectory();
    const first = await startProcess(dir);
    const client = EventStoreDBClient.connectionString(first.url);
    const stream = newStream();
    await client.appendToStream(stream, event());
    const subscription = client.subscribeToStream(stream);
    const broken = new Promise<{ code?: number }>(resolve =>
      subscription.on('error', error => resolve(error as { code?: number })),
    );
    await new Promise(resolve => subscription.once('caughtUp', resolve));
    const writing = events(64).map(one => outcome(client.appendToStream(stream, one)));
    await first.end('SIGTERM');
    const answers = await Promise.all(writing);
    expect((await broken).code).toBe(13);
    await client.dispose();

    const second = await startProcess(dir);
    const reader = EventStoreDBClient.connectionString(second.url);
    const acknowledged = answers.filter(answer => answer.startsWith('ok')).length;
    expect((await read(reader, stream)).length).toBeGreaterThanOrEqual(1 + acknowledged);
    await reader.dispose();
    await second.end('SIGTERM');
  });
});

/** After a lost connection the client needs a failed call or two to notice. */
const untilAnswered = async (client: EventStoreDBClient): Promise<void> => {
  for (;;) {
    const answered = await outcome(client.appendToStream(`probe-${randomUUID()}`, event(), { deadline: 1_000 }));
    if (answered.startsWith('ok')) return;
  }
};
