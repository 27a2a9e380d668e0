/** Streams.Append, Delete and Tombstone: one call each. */
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Expected } from './decide.ts';
import type { Faults } from './faults.ts';
import { type Call, frame, type Handler, unary } from './grpc.ts';
import { sizeOf, toNewEvent } from './proposed.ts';
import type { NewEvent } from './record.ts';
import { deleteConflict, MAX_APPEND_SIZE, streamDeleted, tooLarge, writeFailed } from './refusals.ts';
import type { Answer, Outcome, Store } from './store.ts';

type Options = streams.AppendReq.Options | streams.DeleteReq.Options | streams.TombstoneReq.Options;

const expectedOf = (options: Options): Expected => {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return Number(options.getRevision());
};

const streamOf = (options: Options): string => {
  const name = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? '').toString();
  if (name === '') throw new Error('A stream must have a name.');
  return name;
};

const respond = (call: Call, answer: { serializeBinary(): Uint8Array }): void => {
  call.write(frame(answer));
  call.end();
};

const appended = (revision: number, position: number | undefined): streams.AppendResp => {
  const success = new streams.AppendResp.Success();
  if (revision < 0) success.setNoStream(new sharedPb.Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) success.setNoPosition(new sharedPb.Empty());
  else {
    const place = new streams.AppendResp.Position();
    place.setCommitPosition(String(position));
    place.setPreparePosition(String(position));
    success.setPosition(place);
  }
  const answer = new streams.AppendResp();
  answer.setSuccess(success);
  return answer;
};

/** A conflict is a message here, not an error. */
const conflict = (expected: Expected, current: number): streams.AppendResp => {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new sharedPb.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new sharedPb.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new sharedPb.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new sharedPb.Empty());
  else wrong.setExpectedRevision(String(expected));
  const answer = new streams.AppendResp();
  answer.setWrongExpectedVersion(wrong);
  return answer;
};

export const append =
  (store: Store, faults: Faults): Handler =>
  call => {
    let target: { stream: string; expected: Expected } | undefined;
    const events: NewEvent[] = [];
    let size = 0;
    const answer = (stream: string, expected: Expected, outcome: Outcome): void => {
      if (outcome.kind === 'deleted') call.fail(streamDeleted(stream));
      else if (outcome.kind === 'failed') call.fail(writeFailed());
      else if (outcome.kind === 'wrong') respond(call, conflict(expected, outcome.current));
      else respond(call, appended(outcome.revision, outcome.position));
    };
    return {
      message: message => {
        const request = message as streams.AppendReq;
        const options = request.getOptions();
        if (options) target = { stream: streamOf(options), expected: expectedOf(options) };
        const proposed = request.getProposedMessage();
        if (!proposed) return;
        const event = toNewEvent(proposed);
        events.push(event);
        size += sizeOf(event);
        if (size > MAX_APPEND_SIZE) throw tooLarge();
      },
      end: () => {
        if (!target) throw new Error('An append must name a stream.');
        const { stream, expected } = target;
        faults.request('append', stream, call, () =>
          store.append(stream, expected, events, outcome =>
            faults.acknowledge(stream, () => answer(stream, expected, outcome)),
          ),
        );
      },
    };
  };

/** Delete and Tombstone differ in what the store does and in the class of their answer. */
const removal = (
  remove: (stream: string, expected: Expected, answer: Answer) => void,
  Response: typeof streams.DeleteResp | typeof streams.TombstoneResp,
): Handler =>
  unary((call, request: streams.DeleteReq | streams.TombstoneReq) => {
    const options = request.getOptions();
    if (!options) throw new Error('A delete must name a stream.');
    const stream = streamOf(options);
    const expected = expectedOf(options);
    remove(stream, expected, outcome => {
      if (outcome.kind === 'deleted') call.fail(streamDeleted(stream));
      else if (outcome.kind === 'failed') call.fail(writeFailed());
      else if (outcome.kind === 'wrong') call.fail(deleteConflict(stream, expected, outcome.current));
      else {
        const place = new Response.Position();
        place.setCommitPosition(String(outcome.position));
        place.setPreparePosition(String(outcome.position));
        const answer = new Response();
        answer.setPosition(place);
        respond(call, answer);
      }
    });
  });

export const softDelete = (store: Store): Handler => removal(store.softDelete, streams.DeleteResp);
export const tombstone = (store: Store): Handler => removal(store.tombstone, streams.TombstoneResp);
