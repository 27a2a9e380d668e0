/** What a subscription hears besides events. */
import { randomUUID } from 'node:crypto';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { frame } from './grpc.ts';

export const confirmation = (): Buffer => {
  const detail = new streams.ReadResp.SubscriptionConfirmation();
  detail.setSubscriptionId(randomUUID());
  const answer = new streams.ReadResp();
  answer.setConfirmation(detail);
  return frame(answer);
};

export const caughtUp = (): Buffer => {
  const answer = new streams.ReadResp();
  answer.setCaughtUp(new streams.ReadResp.CaughtUp());
  return frame(answer);
};

export const checkpoint = (position: number): Buffer => {
  const detail = new streams.ReadResp.Checkpoint();
  detail.setCommitPosition(String(position));
  detail.setPreparePosition(String(position));
  const answer = new streams.ReadResp();
  answer.setCheckpoint(detail);
  return frame(answer);
};
