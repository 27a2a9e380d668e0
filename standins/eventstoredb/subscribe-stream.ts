/** A subscription to one stream: catches up from disk, then gets its commits from memory; a tombstone ends it. */
import type { Call } from './grpc.ts';
import { isSoftDeleted } from './head.ts';
import { resolved } from './links.ts';
import type { LiveEvents } from './live.ts';
import { caughtUp, confirmation } from './notices.ts';
import { frameOf, positionOf, revisionOf, TOMBSTONE } from './record.ts';
import { streamDeleted } from './refusals.ts';
import type { ReadRequest } from './request.ts';
import type { Store } from './store.ts';

const PAGE = 500;

/** Ends with a refusal when the stream is tombstoned. */
export const subscribeToStream = (
  store: Store,
  live: LiveEvents,
  call: Call,
  asked: ReadRequest,
  stream: string,
): void => {
  const { from } = asked;
  const initial = store.head(stream);
  if (initial?.tombstoned) throw streamDeleted(stream);

  /** Revision of the last event dealt with. */
  let cursor = from === 'start' ? -1 : from === 'end' ? (initial?.last ?? -1) : from;
  let behind = true;
  let announced = false;

  const deal = (record: Buffer): void => {
    cursor = revisionOf(record);
    call.write(asked.resolveLinks ? resolved(store, { position: positionOf(record), record }) : frameOf(record));
    if (cursor === TOMBSTONE) call.fail(streamDeleted(stream));
  };

  const catchUp = (): void => {
    if (call.over) return;
    const head = store.head(stream);
    const page = head && !isSoftDeleted(head) ? store.streamPage(head, cursor + 1, PAGE, false) : undefined;
    for (const record of page?.records ?? []) deal(record);
    if (page?.next !== undefined) {
      call.drained(catchUp);
      return;
    }
    const end = head?.tombstoned ? store.recordAt(head, TOMBSTONE) : undefined;
    if (end) deal(end);
    behind = false;
    if (announced) return;
    announced = true;
    call.write(caughtUp());
  };

  call.onClose(
    live.onStream(stream, events => {
      if (behind) return;
      for (const { revision, record } of events) if (revision > cursor) deal(record);
      if (!call.blocked) return;
      behind = true;
      call.drained(catchUp);
    }),
  );
  call.write(confirmation());
  catchUp();
};
