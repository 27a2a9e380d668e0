/** MongoDB through its official driver, with limits on every wait. */
import { type Db, MongoClient } from 'mongodb';

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
