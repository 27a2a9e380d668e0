/** A bad batch request is answered twice, which the official client does not survive: hence the bare gRPC client. */
import { randomUUID } from 'node:crypto';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { addressOf, givenServer, newStream } from './kit.ts';

const server = givenServer();

const request = (stream: string, id: string, type: string): streams.BatchAppendReq => {
  const uuid = (text: string): sharedPb.UUID => {
    const value = new sharedPb.UUID();
    value.setString(text);
    return value;
  };
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

test.concurrent.each([
  ['an empty stream name', '', randomUUID(), 'T'],
  ['an empty event type', newStream(), randomUUID(), ''],
  ['an id that is no UUID', newStream(), 'no-uuid', 'T'],
])('%s: BadRequest, and a time-out two seconds later', async (_, stream, id, type) => {
  const client = new streamsGrpc.StreamsClient(addressOf(server.url()), credentials.createInsecure());
  const call = client.batchAppend();
  const answers: (string | undefined)[] = [];
  const both = new Promise<void>(resolve => {
    call.on('data', (answer: streams.BatchAppendResp) => {
      answers.push(answer.getError()?.getMessage());
      if (answers.length === 2) resolve();
    });
  });
  call.on('error', () => undefined);
  call.write(request(stream, id, type));
  await both;
  expect(answers).toEqual(['BadRequest', 'Timeout']);
  call.cancel();
  client.close();
});
