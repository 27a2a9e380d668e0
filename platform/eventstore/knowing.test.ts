import { expect, test } from '@jest/globals';
import { capability } from '@yunzhen/contracts/language';
import { versions } from '@yunzhen/contracts/versions';
import type { EventStore, LivePage, RecordedEvent } from '../eventstore.ts';
import { NewerEvent } from './errors.ts';
import { knowing } from './knowing.ts';

const event = (position: number, type: string, metadata: object = {}): RecordedEvent => ({
  id: `event ${position}`,
  type,
  stream: 'jar-1',
  revision: position,
  position: BigInt(position),
  data: {},
  metadata: { ...metadata },
  created: new Date(0),
});
const contract = capability('jar', {
  events: { filled: {}, emptied: {} },
  about: { filled: {}, emptied: {} },
  commands: {},
  refusals: [],
  upcasts: { emptied: [stored => stored] },
});
const following = (...events: RecordedEvent[]): EventStore => {
  const page = { events, last: events.at(-1)?.position ?? 0n };
  const store: Pick<EventStore, 'readAll' | 'subscribeAll'> = {
    readAll: async after => ({ ...page, events: events.filter(one => one.position > (after ?? 0n)), end: true }),
    subscribeAll: async function* () {
      yield { ...page, caughtUp: true };
    },
  };
  return knowing(store as EventStore, versions([contract]));
};
const heard = async (store: EventStore): Promise<{ pages: LivePage[]; error?: unknown }> => {
  const pages: LivePage[] = [];
  try {
    for await (const page of store.subscribeAll(null, { max: 9, signal: new AbortController().signal }))
      pages.push(page);
    return { pages };
  } catch (error) {
    return { pages, error };
  }
};
const known = [event(1, 'jar.filled'), event(2, 'jar.emptied', { version: 2 })];

test('what this build knows passes as it is, and so does what its writer called ignorable', async () => {
  const events = [...known, event(3, 'jar.painted', { ignorable: true })];
  const store = following(...events);
  expect(await store.readAll(null, 9)).toEqual({ events, last: 3n, end: true });
  expect(await heard(store)).toEqual({ pages: [{ events, last: 3n, caughtUp: true }] });
});

test.each([
  ['a type', event(3, 'jar.sealed')],
  ['a version', event(3, 'jar.filled', { version: 2 })],
  ['a capability', event(3, 'bottle.filled')],
])('nobody goes past %s that only a newer build knows', async (_, newer) => {
  const store = following(...known, newer, event(4, 'jar.filled'));
  expect(await store.readAll(null, 9)).toEqual({ events: known, last: 2n, end: false });
  await expect(store.readAll(2n, 9)).rejects.toThrow(NewerEvent);
  expect(await heard(store)).toEqual({
    pages: [{ events: known, last: 2n, caughtUp: false }],
    error: new NewerEvent(newer),
  });
});
