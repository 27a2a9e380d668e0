/** When filtered subscriptions hear checkpoints, as recorded from EventStoreDB 24.6.0: c checkpoint, d event, U caught up. */
import { type Position, streamNameFilter } from '@eventstore/db-client';
import { expect, test } from '@jest/globals';
import { event, events, givenServer, newStream } from '../testing/kit.ts';

const server = givenServer();
const c = (count: number): string => 'c'.repeat(count);

test.each([
  { checkpointInterval: 1, maxSearchWindow: 32, noise: 1_000, hits: 0, catchUp: `${c(31)}U`, live: c(6) },
  { checkpointInterval: 1, maxSearchWindow: 32, noise: 1_000, hits: 3, catchUp: `${c(31)}dddcU`, live: c(6) },
  { checkpointInterval: 2, maxSearchWindow: 32, noise: 1_000, hits: 3, catchUp: `${c(15)}dddcU`, live: c(3) },
  { checkpointInterval: 10, maxSearchWindow: 100, noise: 1_000, hits: 3, catchUp: 'cdddcU', live: '' },
  { checkpointInterval: 1, maxSearchWindow: 1, noise: 10, hits: 3, catchUp: `${c(11)}dcdcdcU`, live: c(200) },
])(
  'interval $checkpointInterval, window $maxSearchWindow, $noise noise, $hits hits',
  async ({ checkpointInterval, maxSearchWindow, noise, hits, catchUp, live }) => {
    const client = server.client();
    const [wanted, other] = [newStream('wanted'), newStream('other')];
    const { position } = await client.appendToStream(other, event());
    await client.appendToStream(other, events(noise));
    if (hits > 0) await client.appendToStream(wanted, events(hits));

    let log = '';
    const positions: bigint[] = [];
    const subscription = client.subscribeToAll({
      fromPosition: position as Position,
      filter: streamNameFilter({
        prefixes: [wanted],
        maxSearchWindow,
        checkpointInterval,
        checkpointReached: (_, { commit, prepare }) => {
          log += 'c';
          expect(prepare).toBe(commit);
          positions.push(commit);
        },
      }),
    });
    const caughtUp = new Promise<void>(resolve => {
      subscription.on('caughtUp', () => {
        log += 'U';
        resolve();
      });
    });
    const lastHit = new Promise<void>(resolve => {
      subscription.on('data', ({ event: recorded }) => {
        log += 'd';
        if (recorded?.revision === BigInt(hits)) resolve();
      });
    });
    await caughtUp;
    expect(log).toBe(catchUp);

    for (let n = 0; n < 200; n += 1) await client.appendToStream(other, event());
    await client.appendToStream(wanted, event());
    await lastHit;
    expect(log.slice(catchUp.length).split('d')[0]).toBe(live);
    expect(positions.every((reached, index) => index === 0 || reached > (positions[index - 1] ?? 0n))).toBe(true);
    await subscription.unsubscribe();
  },
);

test('a checkpoint is a position to go on from', async () => {
  const client = server.client();
  const [wanted, other] = [newStream('wanted'), newStream('other')];
  const { position } = await client.appendToStream(other, event());
  await client.appendToStream(other, events(100));
  await client.appendToStream(wanted, event());
  const filter = (checkpointReached: (place: Position) => void) =>
    streamNameFilter({ prefixes: [wanted], checkpointReached: (_, place) => checkpointReached(place) });
  const reached = await new Promise<Position>(resolve => {
    const first = client.subscribeToAll({
      fromPosition: position as Position,
      filter: filter(place => {
        first.unsubscribe().then(
          () => resolve(place),
          () => undefined,
        );
      }),
    });
  });
  const second = client.subscribeToAll({ fromPosition: reached, filter: filter(() => undefined) });
  for await (const { event: recorded } of second) {
    expect(recorded?.streamId).toBe(wanted);
    break;
  }
});
