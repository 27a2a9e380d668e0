/** `npm start -- --fresh`: forgets everything that a hospital keeps, here and on the servers that are configured, after it was named. */
import { existsSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { bucketOf } from '@yunzhen/platform/blobs';
import { clickhouse } from '@yunzhen/platform/clickhouse';
import { UsageError } from '@yunzhen/platform/command-line';
import { settings } from '@yunzhen/platform/config';
import { eventStore } from '@yunzhen/platform/eventstore';
import { mongo } from '@yunzhen/platform/mongo';
import { settingsOf } from '@yunzhen/platform/settings';
import type { Environment } from './environment.ts';

export interface Forgotten {
  /** As a person reads it; no password is in it. */
  readonly what: string;
  readonly forget: () => Promise<void>;
}

/** Names a server without the password that its address may carry. */
const hostOf = (url: string): string => /^[\w+]+:\/\/(?:[^@/]*@)?([^/?]+)/.exec(url)?.[1] ?? 'its server';

const unreachable = (name: string, setting: string, error: unknown): UsageError =>
  new UsageError(`${name} at the address in ${setting} cannot be reached (${(error as Error).name}): check ${setting}`);

/** What there is to forget. Throws UsageError where that cannot be done from here. */
export const forgotten = async (dataDir: string, env: Environment['env']): Promise<Forgotten[]> => {
  if (env.NODE_ENV === 'production') throw new UsageError('--fresh deletes everything: never with NODE_ENV=production');
  if (env.EVENT_STORE_URL) {
    const store = eventStore(env.EVENT_STORE_URL);
    const head = await store
      .head()
      .catch(error => {
        throw unreachable('EventStoreDB', 'EVENT_STORE_URL', error);
      })
      .finally(() => store.close());
    if (head !== null)
      throw new UsageError(
        `the EventStoreDB at ${hostOf(env.EVENT_STORE_URL)} holds events, and those cannot be deleted: --fresh needs an empty one in EVENT_STORE_URL`,
      );
  }
  const all: Forgotten[] = [];
  if (existsSync(dataDir))
    all.push({
      what: `the data folder ${dataDir}, with the keys in it`,
      forget: async () => rmSync(dataDir, { recursive: true, force: true }),
    });
  const { MONGODB_URL, MONGODB_DATABASE: documents = 'yunzhen', CLICKHOUSE_URL, CLICKHOUSE_DATABASE } = env;
  if (MONGODB_URL)
    all.push({
      what: `the database ${documents} in the MongoDB at ${hostOf(MONGODB_URL)}, with the keys of all personal data`,
      forget: async () => {
        const { db, close } = mongo(MONGODB_URL, documents, 'fresh');
        await db
          .dropDatabase()
          .catch(error => {
            throw unreachable('MongoDB', 'MONGODB_URL', error);
          })
          .finally(close);
      },
    });
  if (CLICKHOUSE_URL) {
    const facts = CLICKHOUSE_DATABASE || 'yunzhen';
    all.push({
      what: `the database ${facts} in the ClickHouse at ${hostOf(CLICKHOUSE_URL)}`,
      forget: async () => {
        const { client, close } = clickhouse(CLICKHOUSE_URL, 'default', 'fresh');
        await client
          .command({ query: `DROP DATABASE IF EXISTS \`${facts}\`` })
          .catch(error => {
            throw unreachable('ClickHouse', 'CLICKHOUSE_URL', error);
          })
          .finally(close);
      },
    });
  }
  if (env.S3_URL) {
    const bucket = env.S3_BUCKET || 'yunzhen';
    all.push({
      what: `everything in the bucket ${bucket} of the S3 server at ${hostOf(env.S3_URL)}`,
      forget: async () => {
        const files = bucketOf(settings(settingsOf.blobs, env));
        try {
          await files.prepare();
          for await (const { key } of files.list('')) await files.remove(key);
        } catch (error) {
          throw unreachable('The S3 server', 'S3_URL', error);
        } finally {
          files.close();
        }
      },
    });
  }
  return all;
};

/**
 * Names what is deleted, asks where somebody can answer, and deletes it. Throws UsageError when the answer is no, or nobody can be asked.
 * @param yes the answer was given on the command line
 */
export const startOver = async (
  dataDir: string,
  env: Environment['env'],
  { yes, say }: { readonly yes: boolean; readonly say: (line: string) => void },
): Promise<void> => {
  const all = await forgotten(dataDir, env);
  if (all.length === 0) return;
  for (const { what } of all) say(`--fresh deletes ${what}`);
  if (!yes) {
    if (!process.stdin.isTTY)
      throw new UsageError('nothing was deleted: nobody can be asked here; --yes says that it is meant');
    const asked = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await asked.question('Delete all of it? [y/N] ');
    asked.close();
    if (!/^y(es)?$/i.test(answer.trim())) throw new UsageError('nothing was deleted');
  }
  for (const { forget } of all) await forget();
};
