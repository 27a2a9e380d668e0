/** The real server's error answers: gRPC statuses with trailers, and the google.rpc.Status of a batch append. */
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import { status } from '@grpc/grpc-js';
import type { Expected } from './decide.ts';
import { RpcError } from './grpc.ts';
import { bytesTag } from './record.ts';

/** Bytes of type, data and metadata that one append may carry. */
export const MAX_APPEND_SIZE = 1_048_576;

export const streamDeleted = (stream: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const tooLarge = (): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_SIZE),
  });

export const notLeader = (host: string, port: number): RpcError =>
  new RpcError(status.NOT_FOUND, 'Leader info available', {
    exception: 'not-leader',
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

const RAW = { any: -2, no_stream: -1, stream_exists: -4 } as const;

/** Deletes answer with raw numbers: -2 any, -1 no stream. */
export const deleteConflict = (stream: string, expected: Expected, actual: number): RpcError => {
  const raw = typeof expected === 'number' ? expected : RAW[expected];
  return new RpcError(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${raw}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(raw),
      'actual-version': String(actual),
    },
  );
};

export const handlerThrew = (): RpcError => new RpcError(status.UNKNOWN, 'Exception was thrown by handler.');
export const unexpectedRead = (what: string): RpcError => new RpcError(status.UNKNOWN, `Unexpected ${what}`);
export const invalidPosition = (): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
export const unavailable = (): RpcError => new RpcError(status.UNAVAILABLE, 'Server Is Not Ready');
export const writeFailed = (): RpcError => new RpcError(status.UNKNOWN, 'Unknown');

const field = (tag: number, bytes: Uint8Array): Buffer => Buffer.concat([bytesTag(tag, bytes.length), bytes]);

/** A google.rpc.Status with the detail packed as google.protobuf.Any. */
const packed = (code: number, name: string, detail: { serializeBinary(): Uint8Array }): statusPb.Status => {
  const typeUrl = Buffer.from(`type.googleapis.com/event_store.client.${name}`);
  const any = Buffer.concat([field(0x0a, typeUrl), field(0x12, detail.serializeBinary())]);
  return statusPb.Status.deserializeBinary(
    Buffer.concat([Buffer.from([0x08, code]), field(0x12, Buffer.from(name)), field(0x1a, any)]),
  );
};

export const batchConflict = (expected: Expected, current: number): statusPb.Status => {
  const detail = new shared.WrongExpectedVersion();
  if (current < 0) detail.setCurrentNoStream(new shared.Empty());
  else detail.setCurrentStreamRevision(String(current));
  if (expected === 'any') detail.setExpectedAny(new shared.Empty());
  else if (expected === 'no_stream') detail.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') detail.setExpectedStreamExists(new shared.Empty());
  else detail.setExpectedStreamPosition(String(expected));
  return packed(status.FAILED_PRECONDITION, 'WrongExpectedVersion', detail);
};

export const batchDeleted = (stream: Uint8Array): statusPb.Status => {
  const detail = new shared.StreamDeleted();
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(stream);
  detail.setStreamIdentifier(identifier);
  return packed(status.FAILED_PRECONDITION, 'StreamDeleted', detail);
};

export const batchTooLarge = (): statusPb.Status => {
  const detail = new shared.MaximumAppendSizeExceeded();
  detail.setMaxappendsize(MAX_APPEND_SIZE);
  return packed(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', detail);
};

export const batchTimeout = (): statusPb.Status => packed(status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
export const batchUnknown = (): statusPb.Status => packed(status.UNKNOWN, 'Unknown', new shared.Unknown());

export const batchBadRequest = (message: string): statusPb.Status => {
  const detail = new shared.BadRequest();
  detail.setMessage(message);
  return packed(status.INVALID_ARGUMENT, 'BadRequest', detail);
};
