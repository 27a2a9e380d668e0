/** Subscriptions, as recorded from EventStoreDB 24.6.0: what is heard, and in which order. */
import { eventTypeFilter, type Position, streamNameFilter } from '@eventstore/db-client';
import { describe, expect, test } from '@jest/globals';
import { heard } from '../testing/heard.ts';
import { event, events, givenServer, link, newStream, sized, streamIn } from '../testing/kit.ts';

const server = givenServer();
const client = () => server.client();

describe('a stream', () => {
  test('from the start, two live, unsubscribe', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(3));
    const sub = heard(client().subscribeToStream(stream));
    await sub.hear('caughtUp');
    await client().appendToStream(stream, [event(), event()]);
    await sub.hear('data 4');
    expect(await sub.leave()).toEqual([
      ...['confirmation', 'data 0', 'data 1', 'data 2', 'caughtUp', 'data 3', 'data 4', 'end', 'close'],
    ]);
  });

  test('from the end, one live', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(5));
    const sub = heard(client().subscribeToStream(stream, { fromRevision: 'end' }));
    await sub.hear('caughtUp');
    await client().appendToStream(stream, event());
    await sub.hear('data 5');
    expect(await sub.leave()).toEqual(['confirmation', 'caughtUp', 'data 5', 'end', 'close']);
  });

  test('after a revision', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(6));
    const sub = heard(client().subscribeToStream(stream, { fromRevision: 3n }));
    await sub.hear('caughtUp');
    expect(await sub.leave()).toEqual(['confirmation', 'data 4', 'data 5', 'caughtUp', 'end', 'close']);
  });

  test('from far beyond the end it stays silent', async () => {
    const stream = newStream();
    await client().appendToStream(stream, events(3));
    const far = heard(client().subscribeToStream(stream, { fromRevision: 1_000n }));
    const near = heard(client().subscribeToStream(stream, { fromRevision: 'end' }));
    await Promise.all([far.hear('caughtUp'), near.hear('caughtUp')]);
    await client().appendToStream(stream, event());
    await near.hear('data 3');
    await near.leave();
    expect(await far.leave()).toEqual(['confirmation', 'caughtUp', 'end', 'close']);
  });

  test('missing: two live, soft delete, one live, tombstone', async () => {
    const stream = newStream();
    const sub = heard(client().subscribeToStream(stream), stream);
    await sub.hear('caughtUp');
    await client().appendToStream(stream, [event(), event()]);
    await client().deleteStream(stream);
    await client().appendToStream(stream, event());
    await client().tombstoneStream(stream);
    await sub.over;
    expect(sub.log).toEqual([
      ...['confirmation', 'caughtUp', 'data 0', 'data 1', 'data 2', 'data 9223372036854775807'],
      `StreamDeletedError (code 9, "9 FAILED_PRECONDITION: Event stream 'S' is deleted.")`,
    ]);
  });

  test('soft-deleted', async () => {
    const sub = heard(client().subscribeToStream(await streamIn(client(), 'softDeleted')));
    await sub.hear('caughtUp');
    expect(await sub.leave()).toEqual(['confirmation', 'caughtUp', 'end', 'close']);
  });

  test('tombstoned', async () => {
    const stream = await streamIn(client(), 'tombstoned');
    const sub = heard(client().subscribeToStream(stream), stream);
    await sub.over;
    expect(sub.log).toEqual([`StreamDeletedError (code 9, "9 FAILED_PRECONDITION: Event stream 'S' is deleted.")`]);
  });

  test('links are followed', async () => {
    const target = await streamIn(client(), 'three');
    const links = newStream('links');
    const sub = heard(client().subscribeToStream(links, { resolveLinkTos: true }));
    await sub.hear('caughtUp');
    await client().appendToStream(links, link(`2@${target}`));
    await sub.hear('data 2');
    expect(await sub.leave()).toEqual(['confirmation', 'caughtUp', 'data 2', 'end', 'close']);
  });
});

describe('$all', () => {
  test('from the end, filtered', async () => {
    const [wanted, other] = [newStream('wanted'), newStream('other')];
    const filter = streamNameFilter({ prefixes: ['wanted-'] });
    const sub = heard(client().subscribeToAll({ fromPosition: 'end', filter }));
    await sub.hear('caughtUp');
    await client().appendToStream(wanted, event());
    await client().appendToStream(other, event());
    await client().appendToStream(wanted, event());
    await sub.hear('data 1');
    expect(await sub.leave()).toEqual(['confirmation', 'caughtUp', 'data 0', 'data 1', 'end', 'close']);
  });

  test('after a position the next event comes first', async () => {
    const stream = newStream();
    const { position } = await client().appendToStream(stream, event());
    await client().appendToStream(stream, event());
    const sub = heard(client().subscribeToAll({ fromPosition: position as Position }));
    await sub.hear('caughtUp');
    expect(await sub.leave()).toEqual(['confirmation', 'data 1', 'caughtUp', 'end', 'close']);
  });

  test('after a position that was never given', async () => {
    const { position } = await client().appendToStream(newStream(), event());
    await client().appendToStream(newStream(), event());
    const wrong = (position?.commit ?? 0n) + 1n;
    const sub = heard(client().subscribeToAll({ fromPosition: { commit: wrong, prepare: wrong } }));
    await sub.over;
    expect(sub.log).toEqual(['UnknownError (code 3, "3 INVALID_ARGUMENT: Trying to read from an invalid position.")']);
  });

  test('an invalid regular expression', async () => {
    const sub = heard(client().subscribeToAll({ filter: eventTypeFilter({ regex: '[' }) }));
    await sub.over;
    expect(sub.log).toEqual(['UnknownError (code 2, "2 UNKNOWN: Exception was thrown by handler.")']);
  });

  test('a regular expression with look-ahead, on types', async () => {
    const stream = newStream();
    const filter = eventTypeFilter({ regex: '^(?!T|\\$)' });
    const sub = heard(client().subscribeToAll({ fromPosition: 'end', filter }));
    await sub.hear('caughtUp');
    await client().appendToStream(stream, [event(), event(1, undefined, 'other')]);
    await sub.hear('data 1');
    expect(await sub.leave()).toEqual(['confirmation', 'caughtUp', 'data 1', 'end', 'close']);
  });

  test('every event once and in order, while many write and many listen', async () => {
    const streams = Array.from({ length: 8 }, () => newStream('many'));
    const filter = streamNameFilter({ prefixes: ['many-'] });
    const writing = Promise.all(
      streams.flatMap(stream => Array.from({ length: 50 }, () => client().appendToStream(stream, event()))),
    );
    const seen = await Promise.all(
      [0, 1, 2, 3].map(async () => {
        const positions: bigint[] = [];
        const sub = client().subscribeToAll({ filter });
        for await (const { event: recorded } of sub) {
          positions.push(recorded?.position?.commit ?? 0n);
          if (positions.length === 400) break;
        }
        return positions;
      }),
    );
    await writing;
    const [first = []] = seen;
    expect(new Set(first).size).toBe(400);
    expect(first.every((position, index) => index === 0 || position > (first[index - 1] ?? 0n))).toBe(true);
    for (const other of seen) expect(other).toEqual(first);
  });

  test('a listener that stops reading for a while misses nothing', async () => {
    const stream = newStream('slow');
    const sub = client().subscribeToStream(stream);
    const revisions: bigint[] = [];
    const all = new Promise<void>((resolve, reject) => {
      sub.on('error', reject);
      sub.on('data', ({ event: recorded }) => {
        revisions.push(recorded?.revision ?? -1n);
        if (revisions.length === 1) sub.pause();
        if (revisions.length === 60) resolve();
      });
    });
    for (let n = 0; n < 60; n += 1) await client().appendToStream(stream, sized(60_000));
    sub.resume();
    await all;
    expect(revisions).toEqual(Array.from({ length: 60 }, (_, n) => BigInt(n)));
    await sub.unsubscribe();
  });
});
