/** Streams.Read: pages of stored frames, as fast as the client takes them; subscriptions are handed on. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Faults } from './faults.ts';
import { type Call, frame, type Handler, unary } from './grpc.ts';
import { isSoftDeleted } from './head.ts';
import { resolved } from './links.ts';
import type { LiveEvents } from './live.ts';
import { frameOf, positionOf } from './record.ts';
import { streamDeleted, unexpectedRead } from './refusals.ts';
import { type ReadRequest, toReadRequest } from './request.ts';
import type { Store } from './store.ts';
import { subscribeToAll } from './subscribe-all.ts';
import { subscribeToStream } from './subscribe-stream.ts';

const PAGE = 500;

const notFound = (stream: string): Buffer => {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifier);
  const answer = new streams.ReadResp();
  answer.setStreamNotFound(missing);
  return frame(answer);
};

/** Sends pages until one says it was the last, pausing while the client is slow. */
const sendPages = (call: Call, page: () => boolean): void => {
  const send = (): void => {
    if (call.over) return;
    if (page()) call.drained(send);
    else call.end();
  };
  send();
};

const readStream = (store: Store, call: Call, asked: ReadRequest, stream: string): void => {
  if (asked.count === 0 || (asked.from === 'end' && !asked.backwards)) {
    throw unexpectedRead('ReadStreamResult: Error');
  }
  const head = store.head(stream);
  if (head?.tombstoned || (stream.startsWith('$$') && store.head(stream.slice(2))?.tombstoned)) {
    throw streamDeleted(stream);
  }
  if (!head || head.last < 0 || isSoftDeleted(head)) {
    call.write(notFound(stream));
    call.end();
    return;
  }
  let next = asked.from === 'start' ? 0 : asked.from === 'end' ? head.last : asked.from;
  let left = asked.count;
  sendPages(call, () => {
    const page = store.streamPage(head, next, Math.min(left, PAGE), asked.backwards);
    for (const record of page.records) {
      call.write(asked.resolveLinks ? resolved(store, { position: positionOf(record), record }) : frameOf(record));
    }
    left -= page.records.length;
    next = page.next ?? next;
    return page.next !== undefined && left > 0;
  });
};

const readAll = (store: Store, call: Call, asked: ReadRequest): void => {
  if (asked.count === 0) throw unexpectedRead('ReadAllResult: Error');
  const { from, backwards, filter } = asked;
  if (typeof from === 'number' && from !== 0 && from < store.end() && !store.has(from)) {
    throw unexpectedRead('ReadAllResult: InvalidPosition');
  }
  let next = from === 'start' ? 0 : from === 'end' ? store.end() : from;
  let left = asked.count;
  sendPages(call, () => {
    const page = store.allPage(next, filter ? PAGE : Math.min(left, PAGE), backwards);
    for (const event of page) {
      next = backwards ? event.position : event.position + 1;
      if (filter && !filter.matches(event.record)) continue;
      call.write(asked.resolveLinks ? resolved(store, event) : frameOf(event.record));
      left -= 1;
      if (left === 0) return false;
    }
    return page.length > 0;
  });
};

export const read = (store: Store, live: LiveEvents, faults: Faults): Handler => {
  const subscribe = (call: Call, asked: ReadRequest): void => {
    call.onClose(faults.subscribed(asked.stream ?? '$all', call));
    if (asked.stream === undefined) subscribeToAll(store, live, call, asked);
    else subscribeToStream(store, live, call, asked, asked.stream);
  };
  return unary((call, request: streams.ReadReq) => {
    const asked = toReadRequest(request);
    faults.request(asked.subscribe ? 'subscribe' : 'read', asked.stream ?? '$all', call, () => {
      if (asked.subscribe) subscribe(call, asked);
      else if (asked.stream === undefined) readAll(store, call, asked);
      else readStream(store, call, asked, asked.stream);
    });
  });
};
