/** Streams.BatchAppend: one long call carries all appends of a client; each is answered by its correlation id. */

import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './decide.ts';
import type { Faults } from './faults.ts';
import { type Call, frame, type Handler } from './grpc.ts';
import { sizeOf, toNewEvent } from './proposed.ts';
import type { NewEvent } from './record.ts';
import {
  batchBadRequest,
  batchConflict,
  batchDeleted,
  batchTimeout,
  batchTooLarge,
  batchUnknown,
  MAX_APPEND_SIZE,
} from './refusals.ts';
import type { Outcome, Store } from './store.ts';

interface Pending {
  readonly correlation: sharedPb.UUID;
  readonly identifier: sharedPb.StreamIdentifier;
  readonly stream: string;
  readonly expected: Expected;
  readonly events: NewEvent[];
  size: number;
  /** Part of it was refused: it must not be stored. */
  broken: boolean;
  readonly timer: NodeJS.Timeout;
}

/** The real server's own limit, whatever deadline the client asks for, in milliseconds. */
const WRITE_TIMEOUT = 2_000;

const expectedOf = (options: streams.BatchAppendReq.Options): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(options.getStreamPosition());
};

const remaining = (options: streams.BatchAppendReq.Options): number => {
  const deadline = options.getDeadline();
  return deadline ? Math.min(deadline.toDate().getTime() - Date.now(), WRITE_TIMEOUT) : WRITE_TIMEOUT;
};

const keyOf = (correlation: sharedPb.UUID | undefined): string =>
  Buffer.from(correlation?.serializeBinary() ?? '').toString('latin1');

const response = (correlation: sharedPb.UUID | undefined, identifier: sharedPb.StreamIdentifier | undefined) => {
  const answer = new streams.BatchAppendResp();
  answer.setCorrelationId(correlation);
  answer.setStreamIdentifier(identifier);
  return answer;
};

const success = (revision: number, position: number | undefined): streams.BatchAppendResp.Success => {
  const answer = new streams.BatchAppendResp.Success();
  if (revision < 0) answer.setNoStream(new sharedPb.Empty());
  else answer.setCurrentRevision(String(revision));
  if (position === undefined) answer.setNoPosition(new sharedPb.Empty());
  else {
    const place = new sharedPb.AllStreamPosition();
    place.setCommitPosition(String(position));
    place.setPreparePosition(String(position));
    answer.setPosition(place);
  }
  return answer;
};

const errorOf = (pending: Pending, outcome: Exclude<Outcome, { kind: 'done' }>): statusPb.Status => {
  if (outcome.kind === 'wrong') return batchConflict(pending.expected, outcome.current);
  if (outcome.kind === 'deleted') return batchDeleted(pending.identifier.getStreamName_asU8());
  return batchUnknown();
};

export const batchAppend =
  (store: Store, faults: Faults): Handler =>
  (call: Call) => {
    const waiting = new Map<string, Pending>();
    let unanswered = 0;
    let halfClosed = false;

    const refuse = (
      correlation: sharedPb.UUID | undefined,
      identifier: sharedPb.StreamIdentifier | undefined,
      error: statusPb.Status,
    ): void => {
      const answer = response(correlation, identifier);
      answer.setError(error);
      call.write(frame(answer));
    };

    const take = (key: string): Pending | undefined => {
      const pending = waiting.get(key);
      if (pending) clearTimeout(pending.timer);
      waiting.delete(key);
      return pending;
    };

    const open = (key: string, correlation: sharedPb.UUID, options: streams.BatchAppendReq.Options): void => {
      const identifier = options.getStreamIdentifier() ?? new sharedPb.StreamIdentifier();
      const left = remaining(options);
      if (left <= 0) {
        refuse(correlation, identifier, batchTimeout());
        return;
      }
      const timer = setTimeout(() => {
        waiting.delete(key);
        refuse(correlation, identifier, batchTimeout());
      }, left);
      const stream = Buffer.from(identifier.getStreamName_asU8()).toString();
      const expected = expectedOf(options);
      waiting.set(key, { correlation, identifier, stream, expected, events: [], size: 0, broken: false, timer });
      if (stream === '') throw new Error('A stream must have a name.');
    };

    const commit = (pending: Pending): void => {
      unanswered += 1;
      store.append(pending.stream, pending.expected, pending.events, outcome => {
        const answer = response(pending.correlation, pending.identifier);
        if (outcome.kind === 'done') answer.setSuccess(success(outcome.revision, outcome.position));
        else answer.setError(errorOf(pending, outcome));
        faults.acknowledge(pending.stream, () => call.write(frame(answer)));
        unanswered -= 1;
        if (halfClosed && unanswered === 0) call.end();
      });
    };

    const add = (pending: Pending, request: streams.BatchAppendReq): void => {
      for (const message of request.getProposedMessagesList()) {
        const event = toNewEvent(message);
        pending.events.push(event);
        pending.size += sizeOf(event);
      }
    };

    const receive = (request: streams.BatchAppendReq): void => {
      const correlation = request.getCorrelationId();
      const options = request.getOptions();
      const key = keyOf(correlation);
      try {
        if (correlation && options && !waiting.has(key)) open(key, correlation, options);
        const pending = waiting.get(key);
        if (!pending || pending.broken) return;
        add(pending, request);
        if (pending.size > MAX_APPEND_SIZE) {
          take(key);
          refuse(pending.correlation, pending.identifier, batchTooLarge());
        } else if (request.getIsFinal()) {
          take(key);
          faults.request('append', pending.stream, call, () => commit(pending));
        }
      } catch (error) {
        // It stays open and is answered a second time when its time is up, as in the real server.
        const pending = waiting.get(key);
        if (pending) pending.broken = true;
        refuse(correlation, options?.getStreamIdentifier(), batchBadRequest(String(error)));
      }
    };

    call.onClose(() => {
      for (const { timer } of waiting.values()) clearTimeout(timer);
    });
    const end = (): void => {
      halfClosed = true;
      if (unanswered === 0) call.end();
    };
    return { message: request => receive(request as streams.BatchAppendReq), end };
  };
