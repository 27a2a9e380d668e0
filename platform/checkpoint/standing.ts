/** Where a follower stands in which event store, and whether that store still has what it stands on. */
import { createHash } from 'node:crypto';
import type { EventStore, RecordedEvent } from '../eventstore.ts';

export interface Standing {
  /** Names the event store: whoever made it first appended something, at some time. */
  readonly store: string;
  /** The last event that was followed, and its place in $all. */
  readonly eventId: string;
  readonly position: number;
}

/** As it is stored: an older build wrote the position alone, and before the first event there is none. */
export interface Stood {
  readonly store?: string;
  readonly eventId?: string;
  readonly position?: number | null;
}

/** The event store is not the one that was followed, or has lost its end: to go on would leave out what is appended now. */
export class StoreMismatch extends Error {
  override readonly name = 'StoreMismatch';
  constructor(follower: string, { position, eventId = 'unknown' }: Stood, why: 'another' | 'behind') {
    const said = {
      another: `the event store is not the one that ${follower} followed`,
      behind: `the event store does not have event ${eventId} at ${position}, up to which ${follower} followed it: it was restored from an older backup, or its end was lost`,
    };
    super(said[why]);
  }
}

const names = new WeakMap<EventStore, Promise<string | null>>();

/** Null while nothing is stored. */
const nameOf = (store: EventStore): Promise<string | null> => {
  const first = async (): Promise<string | null> => {
    for (let after: bigint | null = null; ; ) {
      const page = await store.readAll(after, 32);
      const [event] = page.events;
      if (event)
        return createHash('sha256')
          .update(`${event.id} ${event.created.toISOString()}`)
          .digest('base64url')
          .slice(0, 16);
      if (page.end) return null;
      after = page.last;
    }
  };
  const known = names.get(store) ?? first();
  names.set(store, known);
  const forget = () => names.delete(store);
  known.then(name => name ?? forget(), forget);
  return known;
};

/** As it is written down; `event` is stored already, so that the store has a name. */
export const standingAt = async (
  store: EventStore,
  event: Pick<RecordedEvent, 'id' | 'position'>,
): Promise<Standing> => ({
  store: `${await nameOf(store)}`,
  eventId: event.id,
  position: Number(event.position),
});

/**
 * Throws StoreMismatch when the store is not the one of `at`, or does not have its event any more, and what reading throws. One that
 * names a position alone is held against the end of the store.
 */
export const verify = async (store: EventStore, follower: string, at: Stood): Promise<void> => {
  const { position } = at;
  if (position == null || position <= 0) return;
  if (at.eventId === undefined) {
    const head = await store.head();
    if (head === null || Number(head) < position) throw new StoreMismatch(follower, at, 'behind');
    return;
  }
  names.delete(store);
  if ((await nameOf(store)) !== at.store) throw new StoreMismatch(follower, at, 'another');
  const event = await store.eventAt(BigInt(position));
  if (event?.id !== at.eventId) throw new StoreMismatch(follower, at, 'behind');
};
