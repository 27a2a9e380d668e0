/** The gRPC client underneath the official one, for what the official one does not survive. */
import { randomUUID } from 'node:crypto';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { addressOf } from './kit.ts';

export interface BareAppend {
  readonly stream: string;
  readonly id?: string;
  readonly type?: string;
}

const uuid = (text: string): sharedPb.UUID => {
  const value = new sharedPb.UUID();
  value.setString(text);
  return value;
};

const request = ({ stream, id = randomUUID(), type = 'T' }: BareAppend): streams.BatchAppendReq => {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream));
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(identifier);
  options.setAny(new sharedPb.Empty());
  const message = new streams.BatchAppendReq.ProposedMessage();
  message.setId(uuid(id));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  message.setData(Buffer.from('{}'));
  const batch = new streams.BatchAppendReq();
  batch.setCorrelationId(uuid(randomUUID()));
  batch.setOptions(options);
  batch.addProposedMessages(message);
  batch.setIsFinal(true);
  return batch;
};

/** Sends one batch append of one event and waits for two answers: their error texts, or 'ok'. */
export const twoAnswers = async (url: string, append: BareAppend): Promise<string[]> => {
  const client = new streamsGrpc.StreamsClient(addressOf(url), credentials.createInsecure());
  const call = client.batchAppend();
  const answers: string[] = [];
  const both = new Promise<void>((resolve, reject) => {
    call.on('error', reject);
    call.on('data', (answer: streams.BatchAppendResp) => {
      answers.push(answer.getError()?.getMessage() ?? 'ok');
      if (answers.length === 2) resolve();
    });
  });
  call.write(request(append));
  await both;
  call.on('error', () => undefined);
  call.cancel();
  client.close();
  return answers;
};
