/** Rows into ClickHouse: what the engine of the facts makes of events, or as many that ClickHouse makes up itself. */
import { randomUUID } from 'node:crypto';
import { clickhouse } from '@yunzhen/platform/clickhouse';
import { settings } from '@yunzhen/platform/config';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { log as logger } from '@yunzhen/platform/log';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { createTable, rows, runFacts } from '@yunzhen/projections/engine/facts';
import type { Fact } from '@yunzhen/projections/fact';
import { allFacts } from '@yunzhen/projections/registry';
import { z } from 'zod';
import { unattended } from '../engine.ts';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** At least so many; the house's own are given to the engine again under other ids. */
  readonly rows: number;
}
export interface Asked {
  /** A new one in MongoDB and ClickHouse; dropped afterwards. */
  readonly database: string;
  readonly by: 'engine' | 'clickhouse';
}

const counted = z.array(z.object({ count: z.coerce.number() }));
const tableOf = ({ name, version }: Fact) => `${name}_v${version}`;
const refused = (_: RecordedEvent, error: unknown): never => {
  throw error;
};

export const prepare = async ({ env, rows: wanted }: Options): Promise<Prepared<{ rows: number }, Asked, number>> => {
  const servers = await connect(settings(serverSettings, env), 'bench', logger({ service: 'bench', level: 'error' }));
  const facts = await allFacts();
  const { events: all } = await servers.store.readAll(null, 20_000);
  const told = all.filter(event => facts.some(({ on }) => on[event.type]));
  const events: RecordedEvent[] = [];
  const sizes = facts.map(fact => rows(fact, told, refused).length);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const times = Math.ceil(wanted / size);
  for (let time = 0; time < times; time++)
    for (const event of told) events.push({ ...event, id: randomUUID(), position: BigInt(events.length) });

  const subscribeAll = (begin: () => void): EventStore['subscribeAll'] =>
    async function* (_, { max }) {
      begin();
      for (let at = 0; at < events.length; at += max) {
        const page = events.slice(at, at + max);
        yield { events: page, last: BigInt(at + page.length - 1), caughtUp: false };
      }
    };
  return {
    told: { rows: size * times },
    /** Rows per second. */
    run: async ({ database, by }) => {
      const { signal, alarm, begin, ended } = unattended();
      const server = clickhouse(`${env.CLICKHOUSE_URL}`, database, 'bench');
      const { client, prepare } = server;
      const db = servers.mongo.client.db(database);
      const made = async (): Promise<void> => {
        await prepare();
        for (const fact of facts) await client.command({ query: createTable(fact) });
        begin();
        await Promise.all(
          facts.map((fact, index) => client.command({ query: makeUp(fact, (sizes[index] ?? 0) * times) })),
        );
      };
      const engine = async (): Promise<void> => {
        const store = { ...servers.store, subscribeAll: subscribeAll(begin) };
        const announce = () => undefined;
        await (await runFacts({ store, db, clickhouse: client, facts, announce, alarm, signal, prepare })).done;
      };
      const ms = await ended(by === 'engine' ? engine() : made());
      for (const [index, fact] of facts.entries()) {
        const answer = await client.query({
          query: `SELECT count() AS count FROM ${tableOf(fact)}`,
          format: 'JSONEachRow',
        });
        const [there] = counted.parse(await answer.json());
        if (there?.count !== (sizes[index] ?? 0) * times) throw new Error(`${there?.count} rows in ${tableOf(fact)}`);
      }
      await db.dropDatabase();
      await client.command({ query: `DROP DATABASE ${database}` });
      await server.close();
      return (size * times * 1_000) / ms;
    },
    close: servers.close,
  };
};

/** Rows of the same columns that nobody sends; ids are ids in them, too, since these are most of the bytes. */
const makeUp = (fact: Fact, count: number): string => {
  const made = Object.values(fact.columns).map((type, index) =>
    type === 'UUID' ? `generateUUIDv4(${index})` : `defaultValueOfTypeName('${type.replaceAll("'", "''")}')`,
  );
  const columns = ["generateUUIDv4('id')", 'now64(3)', ...made];
  return `INSERT INTO ${tableOf(fact)} SELECT ${columns.join(', ')} FROM numbers(${count})`;
};
