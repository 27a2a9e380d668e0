/** Ways to a server: discovery, capabilities, and nobody there. */
import { EventStoreDBClient, UnavailableError } from '@eventstore/db-client';
import serverFeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type { SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { credentials } from '@grpc/grpc-js';
import { expect, test } from '@jest/globals';
import { addressOf, attempt, collect, event, givenServer, newStream, outcome, putAway } from '../testing/kit.ts';

const { ServerFeaturesClient } = serverFeaturesGrpc;
const server = givenServer();

test('a discovery URL finds the server through gossip', async () => {
  const client = EventStoreDBClient.connectionString(server.url().replace('esdb:', 'esdb+discover:'));
  expect(await outcome(client.appendToStream(newStream(), event()))).toBe('ok, next 0n');
  await putAway(client);
});

test('the server says its version and that it takes batches', async () => {
  const client = new ServerFeaturesClient(addressOf(server.url()), credentials.createInsecure());
  const answer = await new Promise<SupportedMethods>((resolve, reject) => {
    client.getSupportedMethods(new sharedPb.Empty(), (error, methods) => (error ? reject(error) : resolve(methods)));
  });
  client.close();
  expect(answer.getEventStoreServerVersion()).toBe('24.6.0');
  expect(answer.getMethodsList().map(method => `/${method.getServiceName()}/${method.getMethodName()}`)).toContain(
    streamsGrpc.StreamsService.batchAppend.path.toLowerCase(),
  );
});

test('nobody listens: code 14', async () => {
  const client = EventStoreDBClient.connectionString('esdb://127.0.0.1:1?tls=false');
  await expect(client.appendToStream(newStream(), event())).rejects.toMatchObject({ code: 14 });
  await expect(collect(client.readStream(newStream()))).rejects.toBeInstanceOf(UnavailableError);
  await putAway(client);
});

test('nobody listens, discovery', async () => {
  const client = EventStoreDBClient.connectionString('esdb+discover://127.0.0.1:1?tls=false&maxDiscoverAttempts=2');
  expect(await attempt(client.appendToStream(newStream(), event()))).toBe('Error');
  await putAway(client);
});
