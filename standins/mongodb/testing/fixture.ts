/** A database for the conformance suites: on the server MONGODB_URL names, else on a stand-in of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Binary,
  type Collection,
  type Db,
  type Document,
  type Long,
  MongoClient,
  type MongoClientOptions,
  MongoServerError,
  type ObjectId,
} from 'mongodb';
import { start } from '../server.ts';

/** The types of `_id` the suites use. */
export type Id = string | number | boolean | Date | ObjectId | Binary | Long | { of: string; parts: number };
export type Row = Document & { _id: Id };

export interface Fixture {
  readonly url: string;
  readonly client: MongoClient;
  readonly db: Db;
  /** A collection nothing else uses. */
  fresh(): Collection<Row>;
  /** One more client, closed with the fixture. */
  connect(options: MongoClientOptions): Promise<MongoClient>;
  close(): Promise<void>;
}

export const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'mongodb-standin-'));

export const openFixture = async (): Promise<Fixture> => {
  const configured = process.env.MONGODB_URL;
  const dir = await folder();
  const standin = configured === undefined ? await start({ port: 0, dir }) : undefined;
  const url = configured ?? standin?.url ?? '';
  const clients: MongoClient[] = [];
  const connect = async (options: MongoClientOptions): Promise<MongoClient> => {
    const client = await new MongoClient(url, options).connect();
    clients.push(client);
    return client;
  };
  const client = await connect({});
  const db = client.db(`conformance_${process.pid}_${Date.now().toString(36)}`);
  let made = 0;
  return {
    url,
    client,
    db,
    fresh: () => db.collection<Row>(`c${++made}`),
    connect,
    close: async () => {
      await db.dropDatabase();
      for (const each of clients) await each.close();
      await standin?.close();
      await rm(dir, { recursive: true });
    },
  };
};

/** The server's refusal of what should be refused. Throws when it was not. */
export const refused = async (work: Promise<unknown>): Promise<MongoServerError> => {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof MongoServerError) return outcome;
  throw new Error(`expected a MongoServerError, got ${String(outcome)}`);
};

export const codeOf = async (work: Promise<unknown>): Promise<number | string | undefined> =>
  (await refused(work)).code;
