/** A read as asked for over the wire, in plain words. */
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { type EventFilter, filterOf } from './filter.ts';
import { handlerThrew } from './refusals.ts';

export type From = 'start' | 'end' | number;

export interface ReadRequest {
  /** undefined reads $all. */
  readonly stream: string | undefined;
  /** A revision, or a position in $all. */
  readonly from: From;
  readonly backwards: boolean;
  readonly count: number;
  readonly subscribe: boolean;
  readonly resolveLinks: boolean;
  readonly filter: EventFilter | undefined;
}

const allFrom = (all: streams.ReadReq.Options.AllOptions): From => {
  if (all.hasEnd()) return 'end';
  const position = all.getPosition();
  if (!position) return 'start';
  const commit = BigInt(position.getCommitPosition());
  if (BigInt(position.getPreparePosition()) > commit) throw handlerThrew();
  return Number(commit);
};

const streamFrom = (stream: streams.ReadReq.Options.StreamOptions): From => {
  if (stream.hasStart()) return 'start';
  if (stream.hasEnd()) return 'end';
  return Number(stream.getRevision());
};

/** Throws the refusal of a request that no answer fits. */
export const toReadRequest = (request: streams.ReadReq): ReadRequest => {
  const options = request.getOptions() ?? new streams.ReadReq.Options();
  const stream = options.getStream();
  const all = options.getAll() ?? new streams.ReadReq.Options.AllOptions();
  return {
    stream: stream && Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? '').toString(),
    from: stream ? streamFrom(stream) : allFrom(all),
    backwards: options.getReadDirection() === 1,
    count: options.hasSubscription() ? Number.MAX_SAFE_INTEGER : Number(options.getCount()),
    subscribe: options.hasSubscription(),
    resolveLinks: options.getResolveLinks(),
    filter: filterOf(options.getFilter()),
  };
};
