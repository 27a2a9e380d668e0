/** For tests: a hospital of events. They go through the real views into a MongoDB stand-in, and queries are asked as over HTTP. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClickHouseClient } from '@clickhouse/client';
import { capabilities } from '@yunzhen/contracts/index';
import { eventSchemas, streamIdField } from '@yunzhen/contracts/language';
import type { Query } from '@yunzhen/contracts/query';
import { type Role, reachOf } from '@yunzhen/contracts/roles';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { Forbidden } from '@yunzhen/platform/problem';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { createTable, rows } from '../projections/engine/facts.ts';
import { target } from '../projections/engine/target.ts';
import { allFacts, allViews } from '../projections/registry.ts';
import { start } from '../standins/mongodb/server.ts';
import { type Answered, declaredTo } from './answer.ts';
import { projection } from './project.ts';
import { reachableBy } from './reachable.ts';

const schemas = new Map(capabilities.flatMap(one => [...eventSchemas(one)]));

/** The same id for the same name, in every test. */
export const idOf = (name: string): string => {
  const hash = createHash('sha1').update(name).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

export interface Given {
  readonly type: string;
  readonly data: object;
  readonly at?: string;
  readonly metadata?: object;
}

/** Events as they would be stored: checked against their contracts, the later ones later. */
export const recorded = (given: readonly Given[], from = 0): RecordedEvent[] =>
  given.map(({ type, data, at = '2026-01-05T01:00:00.000Z', metadata }, index) => {
    const schema = schemas.get(type);
    assert(schema, `there is no event ${type}`);
    return {
      id: idOf(`event ${from + index}`),
      type,
      stream: 'given',
      revision: from + index,
      position: BigInt(1_000 * (from + index + 1)),
      data: schema.parse(data) as Record<string, unknown>,
      metadata: { at, ...metadata },
      created: new Date(at),
    };
  });

/** Their facts, delivered twice and in other batches, as a crash between the rows and the checkpoint would. */
export const countFacts = async (clickhouse: ClickHouseClient, events: readonly Given[]): Promise<void> => {
  for (const fact of await allFacts()) {
    await clickhouse.command({ query: createTable(fact) });
    const values = rows(fact, recorded(events), (_, error) => {
      throw error;
    });
    const table = `${fact.name}_v${fact.version}`;
    for (const batch of [values, values.slice(1), values.slice(0, 1)])
      if (batch.length > 0) await clickhouse.insert({ table, values: batch, format: 'JSONEachRow' });
  }
};

/** A ClickHouse whose questions may only be about the facts that the query declares to read. */
const askedAs = ({ reads }: Query, clickhouse: ClickHouseClient): ClickHouseClient =>
  new Proxy(clickhouse, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'query') return value;
      return (asked: { readonly query: string }) => {
        const tables = [...asked.query.matchAll(/\b([a-z]+)_v(\d+)\b/g)].map(([table]) => table);
        const declared = reads.map(shape => `${shape.name}_v${shape.version}`);
        assert.deepEqual(
          tables.filter(table => !declared.includes(table)),
          [],
          'read and not declared',
        );
        return target.query(asked);
      };
    },
  });

/** Streams go by the id that their events name. */
const streamOf = ({ type, data }: RecordedEvent): string => {
  const name = type.slice(0, type.indexOf('.'));
  return `${name}-${data[streamIdField({ name })]}`;
};

export type By = { readonly role: Role; readonly id: string } | null;

export const hospital = async (now = '2026-01-05T02:00:00.000Z', clickhouse = {} as ClickHouseClient) => {
  const views = await allViews();
  const dir = await mkdtemp(join(tmpdir(), 'hospital-'));
  const server = await start({ port: 0, dir });
  const mongo = await MongoClient.connect(server.url);
  const db = mongo.db('test');
  const targets = await Promise.all(views.map(view => target(db, view, view.name)));
  let events = 0;
  const all: RecordedEvent[] = [];
  return {
    db,
    given: async (...given: Given[]) => {
      const page = recorded(given, events);
      events += given.length;
      all.push(...page);
      for (const one of targets) await one.apply(page);
    },
    /** What the person gets, sealed strings as they are; its shape is checked to be the declared one, no more and no less. */
    ask: async (answered: Answered, by: By, params: object = {}): Promise<unknown> => {
      const { query } = answered;
      const reach = reachOf(query.access, by?.role);
      if (!reach) throw new Forbidden(answered.name);
      const view = declaredTo(query, ({ name }) => db.collection(name));
      const answer = await answered.run({
        params: z.object(query.params).parse(params) as never,
        by,
        reachable: await reachableBy(reach, by, view, new Date(now)),
        view,
        clickhouse: askedAs(query, clickhouse),
        index: (kind, text) => `${kind} ${text}`,
        history: async stream => all.filter(event => streamOf(event) === stream),
        now: new Date(now),
      });
      assert.deepEqual(answer, query.result.parse(answer));
      return projection(query.result).shown(answer, by, async () => new Map());
    },
    close: async () => {
      await mongo.close();
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
