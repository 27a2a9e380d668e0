/**
 * What must hold in a hospital that has come to rest, read from what lies on disk: the same invariants as in simulated worlds. Each
 * finding is a line; none means that all is well.
 */
import { isDeepStrictEqual } from 'node:util';
import { truth } from '@yunzhen/people/truth';
import type { ClickHouse } from '@yunzhen/platform/clickhouse';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Servers } from '@yunzhen/platform/servers';
import { present, viewPointers } from '@yunzhen/platform/view-progress';
import { createTable, rows } from '@yunzhen/projections/engine/facts';
import { fold, steps } from '@yunzhen/projections/engine/fold';
import { allFacts, allViews } from '@yunzhen/projections/registry';
import { openBooks as openHis } from '@yunzhen/standins/outside/his/books';
import { openBooks as openWechat } from '@yunzhen/standins/outside/wechat/books';
import type { Db } from 'mongodb';
import type { Acknowledged } from '../../../simulate/client.ts';
import { acknowledgedStands } from '../../../simulate/invariants/acknowledged.ts';
import { audit } from '../../../simulate/invariants/audit.ts';
import { channelAgrees } from '../../../simulate/invariants/channel.ts';
import { hisAgrees } from '../../../simulate/invariants/his.ts';
import { ledgerAgrees } from '../../../simulate/invariants/ledger-agrees.ts';
import { liveness } from '../../../simulate/invariants/liveness.ts';
import type { World } from '../../../simulate/world/world.ts';

export type { Acknowledged } from '../../../simulate/client.ts';

/** Events against each other, against what was acknowledged, and against the outside books in the folder, whose stand-ins have ended. */
export const booksAgree = async (
  events: readonly RecordedEvent[],
  acknowledged: readonly Acknowledged[],
  dataDir: string,
): Promise<string[]> => {
  const findings: string[] = [];
  const wrong = (invariant: string, message: string) => findings.push(`${invariant}: ${message}`);
  const [cases, book] = [truth(), audit(wrong)];
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    book.take(event);
    cases.take(event);
    streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  }
  const world = {
    wrong,
    truth: cases,
    audit: book,
    client: { acknowledged },
    store: { all: events, recorded: (stream: string) => streams.get(stream) ?? [] },
    ...(await outside(dataDir)),
  } as unknown as World;
  for (const check of [acknowledgedStands, liveness, channelAgrees, hisAgrees, ledgerAgrees]) check(world);
  for (const [key, count] of commandsOf(events))
    if (count > 1) wrong('once', `${key} left events at ${count} revisions that do not follow each other`);
  return findings;
};

/** How many runs of events one command left in one stream. */
const commandsOf = (events: readonly RecordedEvent[]): Map<string, number> => {
  const runs = new Map<string, number>();
  const last = new Map<string, unknown>();
  for (const { stream, metadata } of events) {
    const { commandId } = metadata;
    if (last.get(stream) !== commandId)
      runs.set(`${commandId} ${stream}`, (runs.get(`${commandId} ${stream}`) ?? 0) + 1);
    last.set(stream, commandId);
  }
  return runs;
};

const outside = async (dataDir: string) => {
  const wechat = openWechat(`${dataDir}/wechat`);
  const orders = Array.from(wechat.orders.getRange({}), ({ value: { outTradeNo: number, payment } }) => ({
    number,
    paid: payment && { transactionId: payment.transactionId, amount: payment.amount },
  }));
  const refunds = Array.from(wechat.refunds.getRange({}), ({ value }) => ({
    number: value.outRefundNo,
    order: value.outTradeNo,
    amount: value.amount,
    status: value.status,
  }));
  await wechat.close();
  const his = openHis(`${dataDir}/his`);
  const kinds = ['registration', 'prescription', 'charge', 'refund'] as const;
  const entries = kinds.flatMap(kind => his.all(kind).map(entry => ({ ...entry, kind: `${kind}s` })));
  await his.close();
  const numbered = <T extends { number: string }>(list: readonly T[], keyOf: (one: T) => string) =>
    new Map(list.map(one => [keyOf(one), one]));
  return {
    wechat: { orders: numbered(orders, one => one.number), refunds: numbered(refunds, one => one.number) },
    his: { entries: numbered(entries, one => `${one.kind}/${one.number}`), dispensed: [] },
  };
};

/** The books, and what is derived from them. */
export const allAgree = async ({
  dataDir,
  acknowledged,
  servers,
  events,
}: {
  readonly dataDir: string;
  readonly acknowledged: readonly Acknowledged[];
  readonly servers: Pick<Servers, 'mongo' | 'clickhouse'>;
  readonly events: readonly RecordedEvent[];
}): Promise<string[]> => [
  ...(await booksAgree(events, acknowledged, dataDir)),
  ...(await derivedAgree(events, servers.mongo.db, servers.clickhouse)),
];

/** Every view and every fact table against what is made of all events from the start. */
const derivedAgree = async (
  events: readonly RecordedEvent[],
  db: Db,
  { client }: Pick<ClickHouse, 'client'>,
): Promise<string[]> => {
  const findings: string[] = [];
  const poison = (event: RecordedEvent) => findings.push(`nothing can be made of ${event.type} ${event.id}`);
  const pointers = new Map((await viewPointers(db).find().toArray()).map(one => [one._id, one.collection]));
  for (const view of await allViews()) {
    const stored = await db
      .collection<{ _id: string }>(`${pointers.get(view.name)}`)
      .find(present)
      .toArray();
    const documents = new Map(stored.map(document => [document._id, document]));
    for (const [id, list] of steps(view, events, poison)) {
      const folded = fold(id, undefined, list);
      if (!isDeepStrictEqual(documents.get(id) ?? null, folded?.gone ? null : folded))
        findings.push(`view ${view.name}: ${id} is not what its events say`);
      documents.delete(id);
    }
    for (const id of documents.keys()) findings.push(`view ${view.name}: ${id} never was`);
  }
  for (const fact of await allFacts()) {
    const table = `${fact.name}_v${fact.version}`;
    const fresh = `${table}_again`;
    await client.command({ query: `DROP TABLE IF EXISTS ${fresh}` });
    await client.command({ query: createTable(fact).replace(table, fresh) });
    const values = rows(fact, events, poison);
    if (values.length > 0) await client.insert({ table: fresh, values, format: 'JSONEachRow' });
    const differing = async (is: string, other: string) => {
      const query = `SELECT count() AS n FROM (SELECT * FROM ${is} FINAL EXCEPT SELECT * FROM ${other} FINAL)`;
      const [{ n } = { n: '?' }] = await (await client.query({ query, format: 'JSONEachRow' })).json<{ n: string }>();
      return String(n);
    };
    const counts = [await differing(table, fresh), await differing(fresh, table)];
    if (counts.some(n => n !== '0'))
      findings.push(`fact ${fact.name}: ${counts[0]} rows too many, ${counts[1]} missing`);
    await client.command({ query: `DROP TABLE ${fresh}` });
  }
  return findings;
};
