/** MongoDB through its official driver, with limits on every wait. */
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { type Db, MongoClient } from 'mongodb';

interface Connection {
  readonly socket: Socket;
  cleanup(error: Error): void;
}

/**
 * The driver (7.9.0) waits for a socket to drain that was destroyed just before it wrote, and waits for ever: a command then never
 * ends, or its monitor never finds the server again. Told so, it looks why, and fails as it should.
 */
const releaseWriters = (): void => {
  const path = 'mongodb/lib/cmap/connection.js';
  const { prototype } = createRequire(import.meta.url)(path).Connection as { prototype: Connection };
  const { cleanup } = prototype;
  prototype.cleanup = function (error) {
    cleanup.call(this, error);
    // After what is about to write in this turn.
    setImmediate(() => this.socket.emit('drain'));
  };
};
releaseWriters();

export interface Mongo {
  readonly client: MongoClient;
  readonly db: Db;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param name shown in the server's log and list of connections. Connects on first use. */
export const mongo = (url: string, database: string, name: string): Mongo => {
  const client = new MongoClient(url, {
    appName: name,
    maxPoolSize: 50,
    connectTimeoutMS: 5_000,
    serverSelectionTimeoutMS: 5_000,
    socketTimeoutMS: 60_000,
    waitQueueTimeoutMS: 10_000,
    retryReads: true,
    retryWrites: true,
    writeConcern: { w: 'majority' },
    // Positions are 64-bit; a number would lose the last digits.
    useBigInt64: true,
    ignoreUndefined: true,
  });
  const db = client.db(database);
  return {
    client,
    db,
    healthy: () =>
      db.command({ ping: 1 }).then(
        () => true,
        () => false,
      ),
    close: () => client.close(),
  };
};
