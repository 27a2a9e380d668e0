/** Links ("$>", data "revision@stream"): what a reader gets who asks for them to be followed. */
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { frameOf, linkFrame, typeOf } from './record.ts';
import type { Queries, Stored } from './tables.ts';

const TARGET = /^(\d+)@(.+)$/s;

const dataOf = (record: Buffer): string => {
  const event = streams.ReadResp.deserializeBinary(frameOf(record).subarray(5)).getEvent()?.getEvent();
  return Buffer.from(event?.getData_asU8() ?? '').toString();
};

/** The frame for an event, its link followed: a target that is not shown is left out, a malformed link stays an event. */
export const resolved = (store: Queries, { position, record }: Stored): Buffer => {
  if (typeOf(record) !== '$>') return frameOf(record);
  const [, revision, stream] = TARGET.exec(dataOf(record)) ?? [];
  if (revision === undefined || stream === undefined) return frameOf(record);
  const head = store.head(stream);
  return linkFrame(head && store.visibleAt(head, Number(revision)), record, position);
};
