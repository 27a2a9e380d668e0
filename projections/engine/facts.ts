/** Feeds all ClickHouse fact tables from one subscription: rows in batches, then the checkpoint; poison events are parked. */
import { type ClickHouseClient, ClickHouseError } from '@clickhouse/client';
import {
  alone,
  checkpointsIn,
  endsWork,
  type Stood,
  setFenced,
  standingAt,
  type Term,
  takeOver,
} from '@yunzhen/platform/checkpoint';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { retry } from '@yunzhen/platform/retry';
import { follow } from '@yunzhen/platform/tracing';
import type { Db } from 'mongodb';
import { clickhouseTime, type Fact } from '../fact.ts';
import { Stopped } from './stopped.ts';

interface Checkpoint extends Stood {
  /** Tables that are filled, as `name_v1`: one that is missing here fills from the start. */
  readonly tables: readonly string[];
}
/** A row and the event it is made of. */
type Row = readonly [row: Readonly<Record<string, unknown>>, event: RecordedEvent];
type Park = (event: RecordedEvent, error: unknown) => void;

const tableOf = ({ name, version }: Fact) => `${name}_v${version}`;

const columnsOf = ({ columns }: Fact) => ({ event_id: 'UUID', at: "DateTime64(3, 'UTC')", ...columns });

export const createTable = (fact: Fact): string => {
  const columns = Object.entries(columnsOf(fact)).map(([name, type]) => `${name} ${type}`);
  return `CREATE TABLE IF NOT EXISTS ${tableOf(fact)} (${columns.join(', ')})
    ENGINE = ReplacingMergeTree ORDER BY (${[...fact.orderBy, 'event_id'].join(', ')})
    SETTINGS non_replicated_deduplication_window = 1000`;
};

const withEvents = (fact: Fact, events: readonly RecordedEvent[], park: Park): Row[] => {
  const all: Row[] = [];
  for (const event of events) {
    const table = fact.on[event.type];
    if (!table) continue;
    try {
      const at = String(event.metadata.at);
      const answer = table(event.data as never, { at, eventId: event.id });
      for (const row of Array.isArray(answer) ? answer : [answer])
        all.push([{ event_id: event.id, at: clickhouseTime(at), ...row }, event]);
    } catch (error) {
      park(event, error);
    }
  }
  return all;
};

export const rows = (fact: Fact, events: readonly RecordedEvent[], park: Park): object[] =>
  withEvents(fact, events, park).map(([row]) => row);

/** ClickHouse's codes for a value that does not fit its column: no repetition makes it fit. */
const misfits = new Set(['6', '26', '27', '38', '41', '53', '69', '70', '72', '117', '321', '349', '376']);

export const runFacts = async (options: {
  readonly store: EventStore;
  readonly db: Db;
  readonly clickhouse: ClickHouseClient;
  readonly facts: readonly Fact[];
  readonly announce: (position: bigint) => Promise<void> | void;
  readonly alarm: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
  /** Makes the database; called again until it succeeds. */
  readonly prepare?: () => Promise<void>;
  /** Events in one batch at the most: ClickHouse merges few big ones in less time than many small ones. */
  readonly pageSize?: number;
  /** Milliseconds between two batches at the least: many rows at a time cost ClickHouse as much as one. */
  readonly every?: number;
  /** The lease under which it works. `done` rejects with Fenced when another process has taken that over, or what else ends it. */
  readonly term?: Term;
}): Promise<{ readonly done: Promise<void> }> => {
  const {
    store,
    db,
    clickhouse,
    facts,
    announce,
    alarm,
    prepare,
    pageSize = 20_000,
    every = 200,
    term = alone,
  } = options;
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  const failed = db.collection<{ _id: string; fact: string; type: string; error: string; at: Date }>('failed_events');

  const parkAll = async (fact: Fact, parked: readonly { event: RecordedEvent; error: unknown }[]): Promise<void> => {
    for (const { event, error } of parked) {
      alarm(`fact ${fact.name} parked ${event.type} ${event.id}`, error);
      const _id = `${tableOf(fact)} ${event.id}`;
      const parkedAs = { fact: fact.name, type: event.type, error: (error as Error).name, at: new Date() };
      await failed.updateOne({ _id }, { $set: parkedAs }, { upsert: true });
    }
  };

  /** Offers the same batch under the same token until it is taken; a row that fits no column is parked alone. */
  const put = async (fact: Fact, batch: readonly Row[], token: string): Promise<void> => {
    let misfit: ClickHouseError | undefined;
    const names = Object.keys(columnsOf(fact));
    const offer = () =>
      clickhouse
        .insert({
          table: tableOf(fact),
          // Names in every row would take longer to write and read than the values.
          columns: names as [string, ...string[]],
          values: batch.map(([row]) => names.map(name => row[name])),
          format: 'JSONCompactEachRow',
          clickhouse_settings: { insert_deduplication_token: token },
        })
        .then(
          () => undefined,
          error => {
            if (!(error instanceof ClickHouseError) || !misfits.has(error.code)) throw error;
            misfit = error;
          },
        );
    if (!(await retry(offer, { signal, failed: error => alarm('facts are not taken', error) }))) throw new Stopped();
    const [first] = batch;
    if (!misfit || !first) return;
    if (batch.length === 1) return parkAll(fact, [{ event: first[1], error: misfit }]);
    const half = Math.ceil(batch.length / 2);
    await put(fact, batch.slice(0, half), `${token} <${half}`);
    await put(fact, batch.slice(half), `${token} >${half}`);
  };

  const insert = async (fact: Fact, events: readonly RecordedEvent[]): Promise<void> => {
    const parked: { event: RecordedEvent; error: unknown }[] = [];
    const batch = withEvents(fact, events, (event, error) => parked.push({ event, error }));
    await parkAll(fact, parked);
    const token = `${tableOf(fact)} ${events[0]?.position}-${events.at(-1)?.position}`;
    if (batch.length > 0) await put(fact, batch, token);
  };
  /** Waits for all of them: a batch must not be offered again while it still is. */
  const insertAll = async (into: readonly Fact[], events: readonly RecordedEvent[]): Promise<void> => {
    for (const outcome of await Promise.allSettled(into.map(fact => insert(fact, events))))
      if (outcome.status === 'rejected') throw outcome.reason;
  };
  const save = async (at: Pick<RecordedEvent, 'id' | 'position'> | undefined) => {
    const state = { ...(at && (await standingAt(store, at))), tables: facts.map(tableOf) };
    await setFenced(checkpointsIn(db), 'facts', term, state);
  };

  /** New tables are filled first; the others wait, statistics may be late but never wrong. */
  const fill = async (into: readonly Fact[], until: bigint): Promise<void> => {
    for (let at: bigint | null = null, end = false; !end; ) {
      if (signal.aborted) throw new Stopped();
      const page = await store.readAll(at, pageSize);
      const events = page.events.filter(event => event.position <= until);
      await insertAll(into, events);
      at = page.last;
      end = page.end || events.length < page.events.length;
    }
    await save(undefined);
  };

  const work = async (progressed: () => void): Promise<void> => {
    await prepare?.();
    for (const fact of facts) await clickhouse.command({ query: createTable(fact) });
    const stored = await takeOver<Checkpoint>(store, db, 'facts', term);
    let position = stored?.position == null ? null : BigInt(stored.position);
    const fresh = facts.filter(fact => !stored?.tables.includes(tableOf(fact)));
    if (position !== null && fresh.length > 0) await fill(fresh, position);
    for await (const page of store.subscribeAll(position, { max: pageSize, every, signal })) {
      if (page.events.length > 0) {
        await follow('facts', page.events, () => insertAll(facts, page.events));
        await save(page.events.at(-1));
      }
      position = page.last;
      progressed();
      await announce(page.last);
    }
  };
  const failure = (error: unknown) => (endsWork(error) ? over.abort(error) : alarm('facts are not written', error));
  const done = retry(work, { signal, failed: failure }).then(() => {
    if (over.signal.aborted) throw over.signal.reason;
  });
  return { done };
};
