/** Feeds all ClickHouse fact tables from one subscription: rows in batches, then the checkpoint; poison events are parked. */
import type { ClickHouseClient } from '@clickhouse/client';
import type { EventStore, RecordedEvent } from '@yunzhen/platform/eventstore';
import { follow } from '@yunzhen/platform/tracing';
import type { Db } from 'mongodb';
import type { Fact } from '../fact.ts';

interface Checkpoint {
  readonly _id: string;
  readonly position: number | null;
  /** Tables that are filled, as `name.version`: one that is missing here fills from the start. */
  readonly tables: readonly string[];
}

const pageSize = 5_000;
const tableOf = ({ name, version }: Fact) => `${name}_v${version}`;

export const createTable = (fact: Fact): string => {
  const columns = Object.entries({ event_id: 'UUID', at: "DateTime64(3, 'UTC')", ...fact.columns });
  return `CREATE TABLE IF NOT EXISTS ${tableOf(fact)} (${columns.map(([name, type]) => `${name} ${type}`).join(', ')})
    ENGINE = ReplacingMergeTree ORDER BY (${[...fact.orderBy, 'event_id'].join(', ')})
    SETTINGS non_replicated_deduplication_window = 1000`;
};

/** ClickHouse reads `2026-01-02 03:04:05.678`; events carry ISO times. */
export const clickhouseTime = (iso: string): string => iso.replace('T', ' ').replace('Z', '');

export const rows = (
  fact: Fact,
  events: readonly RecordedEvent[],
  park: (event: RecordedEvent, error: unknown) => void,
): object[] => {
  const all: object[] = [];
  for (const event of events) {
    const table = fact.on[event.type];
    if (!table) continue;
    try {
      const at = String(event.metadata.at);
      const answer = table(event.data as never, { at, eventId: event.id });
      for (const row of Array.isArray(answer) ? answer : [answer])
        all.push({ event_id: event.id, at: clickhouseTime(at), ...row });
    } catch (error) {
      park(event, error);
    }
  }
  return all;
};

export const runFacts = async (options: {
  readonly store: EventStore;
  readonly db: Db;
  readonly clickhouse: ClickHouseClient;
  readonly facts: readonly Fact[];
  readonly announce: (position: bigint) => Promise<void> | void;
  readonly alarm: (message: string, error: unknown) => void;
  readonly signal: AbortSignal;
}): Promise<{ readonly done: Promise<void> }> => {
  const { store, db, clickhouse, facts, announce, alarm, signal } = options;
  const checkpoints = db.collection<Checkpoint>('checkpoints');
  const failed = db.collection<{ _id: string; fact: string; type: string; error: string; at: Date }>('failed_events');
  for (const fact of facts) await clickhouse.command({ query: createTable(fact) });

  const insert = async (fact: Fact, events: readonly RecordedEvent[]): Promise<void> => {
    const parked: { event: RecordedEvent; error: unknown }[] = [];
    const values = rows(fact, events, (event, error) => parked.push({ event, error }));
    for (const { event, error } of parked) {
      alarm(`fact ${fact.name} parked ${event.type} ${event.id}`, error);
      const _id = `${tableOf(fact)} ${event.id}`;
      const parkedAs = { fact: fact.name, type: event.type, error: (error as Error).name, at: new Date() };
      await failed.updateOne({ _id }, { $set: parkedAs }, { upsert: true });
    }
    if (values.length === 0) return;
    const token = `${tableOf(fact)} ${events[0]?.position}-${events.at(-1)?.position}`;
    await retrying(signal, alarm, () =>
      clickhouse.insert({
        table: tableOf(fact),
        values,
        format: 'JSONEachRow',
        clickhouse_settings: { insert_deduplication_token: token },
      }),
    );
  };

  const stored = await checkpoints.findOne({ _id: 'facts' });
  let position = stored?.position == null ? null : BigInt(stored.position);
  // A new table is filled first; the others wait, statistics may be late but never wrong.
  for (const fact of facts.filter(fact => position !== null && !stored?.tables.includes(tableOf(fact))))
    for (let at: bigint | null = null, end = false; !end && !signal.aborted; ) {
      const page = await store.readAll(at, pageSize);
      const events = page.events.filter(event => event.position <= (position ?? 0n));
      await insert(fact, events);
      at = page.last;
      end = page.end || events.length < page.events.length;
    }

  const run = async () => {
    for await (const page of store.subscribeAll(position, { max: pageSize, signal })) {
      if (page.events.length > 0) {
        await follow('facts', page.events, () => Promise.all(facts.map(fact => insert(fact, page.events))));
        position = page.last;
        const $set = { position: Number(page.last), tables: facts.map(tableOf) };
        await checkpoints.updateOne({ _id: 'facts' }, { $set }, { upsert: true });
      }
      await announce(page.last);
    }
  };
  return { done: run() };
};

/** ClickHouse may be away for a while: nothing is lost meanwhile, the same batch is offered again under the same token. */
const retrying = async (
  signal: AbortSignal,
  alarm: (message: string, error: unknown) => void,
  work: () => Promise<unknown>,
): Promise<void> => {
  for (let wait = 100; !signal.aborted; wait = Math.min(2 * wait, 10_000))
    try {
      await work();
      return;
    } catch (error) {
      alarm('facts are not taken', error);
      await new Promise(next => setTimeout(next, wait));
    }
};
