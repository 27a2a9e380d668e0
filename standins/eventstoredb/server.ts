/** EventStoreDB for a laptop: its gRPC protocol on lmdb, for the official client. */
import { mkdir } from 'node:fs/promises';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import serverFeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { Standin, StandinOptions, StartStandin } from '../standin.ts';
import { append, softDelete, tombstone } from './append.ts';
import { batchAppend } from './batch.ts';
import { type FaultControl, newFaults, serveFaults } from './faults.ts';
import { type GrpcServer, type Handler, type Method, serve } from './grpc.ts';
import { liveEvents } from './live.ts';
import { lockDirectory } from './lock.ts';
import { readGossip, supportedMethods } from './node.ts';
import { read } from './read.ts';
import { openStore } from './store.ts';

export interface EventStoreOptions extends StandinOptions {
  /** Serves the fault control over HTTP as well; 0 takes a free port. */
  readonly controlPort?: number;
}

export interface EventStoreStandin extends Standin {
  readonly faults: FaultControl;
  /** Where the fault control listens, when asked for. */
  readonly controlUrl: string | undefined;
}

/** Throws DirectoryInUse when another process serves the directory, and the system's error when a port is taken. */
export const start = async (options: EventStoreOptions): Promise<EventStoreStandin> => {
  await mkdir(options.dir, { recursive: true });
  const unlock = await lockDirectory(options.dir);
  const store = openStore(options.dir);
  const faults = newFaults();
  let server: GrpcServer | undefined;
  const { StreamsService } = streamsGrpc;
  const routes: Map<Method, Handler> = new Map<Method, Handler>([
    [StreamsService.read, read(store, liveEvents(store), faults)],
    [StreamsService.append, append(store, faults)],
    [StreamsService.batchAppend, batchAppend(store, faults)],
    [StreamsService.delete, softDelete(store)],
    [StreamsService.tombstone, tombstone(store)],
    [serverFeaturesGrpc.ServerFeaturesService.getSupportedMethods, supportedMethods(Object.values(StreamsService))],
    [gossipGrpc.GossipService.read, readGossip(() => server?.port ?? 0)],
  ]);
  const release = async (): Promise<void> => {
    await store.settled();
    await server?.close();
    await store.close();
    await unlock();
  };
  try {
    server = await serve(options.port, routes);
    const control = options.controlPort === undefined ? undefined : await serveFaults(faults, options.controlPort);
    return {
      url: `esdb://127.0.0.1:${server.port}?tls=false`,
      faults,
      controlUrl: control?.url,
      close: async () => {
        control?.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
};

start satisfies StartStandin;
