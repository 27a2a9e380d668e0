/** A subscription to $all: catches up from disk, then gets every commit from memory; a slow client is caught up again. */
import { checkpoints } from './checkpoints.ts';
import type { Call } from './grpc.ts';
import { resolved } from './links.ts';
import type { LiveEvents } from './live.ts';
import { caughtUp, checkpoint, confirmation } from './notices.ts';
import { frameOf } from './record.ts';
import { invalidPosition } from './refusals.ts';
import type { ReadRequest } from './request.ts';
import type { Store } from './store.ts';
import type { Stored } from './tables.ts';

const PAGE = 500;

/** Ends with a refusal when `from` is a position the store never gave. */
export const subscribeToAll = (store: Store, live: LiveEvents, call: Call, asked: ReadRequest): void => {
  const { from, filter } = asked;
  const startsAtEvent = typeof from === 'number' && from !== 0 && store.has(from);
  if (typeof from === 'number' && from !== 0 && from < store.end() && !startsAtEvent) throw invalidPosition();

  /** Position of the last event dealt with. */
  let cursor = from === 'start' ? 0 : from === 'end' ? store.last() : from;
  let behind = true;
  let announced = false;
  const progress = filter && checkpoints(filter, position => call.write(checkpoint(position)));

  const deal = (event: Stored): void => {
    cursor = event.position;
    const matched = !filter || filter.matches(event.record);
    if (matched) call.write(asked.resolveLinks ? resolved(store, event) : frameOf(event.record));
    progress?.considered(event.position, matched);
  };

  const arrived = (): void => {
    behind = false;
    if (announced) return;
    announced = true;
    progress?.caughtUp();
    call.write(caughtUp());
  };

  const catchUp = (): void => {
    if (call.over) return;
    for (const event of store.allPage(cursor + 1, PAGE, false)) deal(event);
    if (cursor >= store.last()) arrived();
    else call.drained(catchUp);
  };

  call.onClose(
    live.onAll(events => {
      if (behind) return;
      for (const event of events) if (event.position > cursor) deal(event);
      if (!call.blocked) return;
      behind = true;
      call.drained(catchUp);
    }),
  );
  call.write(confirmation());
  if (cursor >= store.last()) {
    arrived();
    return;
  }
  // The real server reads from the position itself and leaves its event out, but counts it.
  if (startsAtEvent) progress?.considered(cursor, false);
  catchUp();
};
