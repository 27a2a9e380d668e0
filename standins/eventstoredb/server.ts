/** EventStoreDB for a laptop: its gRPC protocol on lmdb, for the official client. */
import { mkdir } from 'node:fs/promises';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import serverFeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { Standin, StandinOptions, StartStandin } from '../standin.ts';
import { append, softDelete, tombstone } from './append.ts';
import { batchAppend } from './batch.ts';
import { type FaultControl, newFaults, serveFaults } from './faults.ts';
import type { Handler, Method } from './grpc.ts';
import { liveEvents } from './live.ts';
import { lockDirectory } from './lock.ts';
import { readGossip, supportedMethods } from './node.ts';
import { read } from './read.ts';
import { serve } from './serve.ts';
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
  // Undone in reverse, whether the start fails half-way or the server is closed.
  const undo: (() => unknown)[] = [unlock];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const store = openStore(options.dir);
    undo.push(store.close);
    const faults = newFaults();
    let port = options.port;
    const { StreamsService } = streamsGrpc;
    const server = await serve(
      port,
      new Map<Method, Handler>([
        [StreamsService.read, read(store, liveEvents(store), faults)],
        [StreamsService.append, append(store, faults)],
        [StreamsService.batchAppend, batchAppend(store, faults)],
        [StreamsService.delete, softDelete(store)],
        [StreamsService.tombstone, tombstone(store)],
        [serverFeaturesGrpc.ServerFeaturesService.getSupportedMethods, supportedMethods(Object.values(StreamsService))],
        [gossipGrpc.GossipService.read, readGossip(() => port)],
      ]),
    );
    port = server.port;
    undo.push(server.close, store.settled);
    const control = options.controlPort === undefined ? undefined : await serveFaults(faults, options.controlPort);
    if (control) undo.push(control.close);
    return { url: `esdb://127.0.0.1:${port}?tls=false`, faults, controlUrl: control?.url, close };
  } catch (error) {
    await close();
    throw error;
  }
};

start satisfies StartStandin;
