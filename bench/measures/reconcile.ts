/** Matching a day in each of three books against a bare three-way full join of the same columns; and the same day from its files to its board. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as pathOf } from 'node:path';
import { bookColumns, importsTable, linesTable } from '@yunzhen/contracts/reconciliation/books';
import { type ClickHouse, clickhouse as connect } from '@yunzhen/platform/clickhouse';
import { createTables, ourTable } from '@yunzhen/write-side/reconciliation/books';
import { match } from '@yunzhen/write-side/reconciliation/matching';
import { compared, type House, inTurn, type Lines, type Measured } from '../measure.ts';
import { mostResident } from '../memory.ts';
import { keySql } from '../statement-files.ts';
import { median } from '../statistics.ts';
import { bring } from './bring.ts';

const day = '2026-03-02';
const importId = '00000000-0000-4000-8000-000000000001';

/** Payments as our own events would have written them; the table is there already where a hospital runs. */
const believe = async (clickhouse: ClickHouse['client'], count: number): Promise<void> => {
  const columns = Object.entries(bookColumns).map(([name, type]) => `${name} ${type}`);
  for (const query of [
    `CREATE TABLE IF NOT EXISTS ${ourTable()} (event_id UUID, at DateTime64(3, 'UTC'), ${columns.join(', ')})
       ENGINE = ReplacingMergeTree ORDER BY (day, line, event_id)`,
    // That it was paid, and what for.
    ...["'', 6, 1", 'key, 0, 0'].map(
      said => `INSERT INTO ${ourTable()} (event_id, at, line, key, ord, business, amount, day, subject, rank, final)
        SELECT generateUUIDv4(), now64(3), 'pay', ${keySql} AS key, key, 'registration', 2500, '${day}', ${said}
        FROM numbers(${count})`,
    ),
  ])
    await clickhouse.command({ query });
};
const fill = async (clickhouse: ClickHouse['client'], count: number): Promise<void> => {
  const line = (ledger: number, fee: number) =>
    `INSERT INTO ${linesTable} SELECT '${day}', ${ledger}, 'pay', 'main', ${keySql} AS key, key, '', 2500, 2500, ${fee}, 0, '',
       '${day} 02:00:00', 1, '${importId}', number FROM numbers(${count})`;
  for (const query of createTables) await clickhouse.command({ query });
  await believe(clickhouse, count);
  for (const query of [
    line(2, 15_000),
    line(3, 15_000),
    `INSERT INTO ${importsTable} VALUES (2, '${day}', '${importId}', 1), (3, '${day}', '${importId}', 1)`,
  ])
    await clickhouse.command({ query });
};

const join = `
  SELECT count() FROM (SELECT line, key, amount FROM ${ourTable()} WHERE day = '${day}' AND rank > 0) AS p
  FULL JOIN (SELECT line, key, amount, settle FROM ${linesTable} WHERE ledger = 2) AS c ON p.line = c.line AND p.key = c.key
  FULL JOIN (SELECT line, key, settle FROM ${linesTable} WHERE ledger = 3) AS f ON c.line = f.line AND c.key = f.key
  WHERE p.amount != c.amount OR c.settle != f.settle`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};

type Of = House & { readonly url: string };

/** In million lines of all three books a second; `memory` is that of ClickHouse, whatever it held before. */
const matching = async ({ hospital, lines, rounds, progress, url }: Of): Promise<Measured> => {
  const { client: clickhouse, prepare, close } = connect(url, 'bench_reconcile', 'bench');
  await prepare();
  progress(`filling three books with ${lines} lines each`);
  await fill(clickhouse, lines);
  const asked = { day, asOf: '2026-04-01', tracked: [], since: day, feeRate: 0.006 };
  const pace = (took: number): number => (3 * lines) / took / 1e6;
  const { result, most } = await mostResident(hospital.pid, { clickhouse: 'clickhouse' }, () =>
    inTurn(
      rounds,
      () => seconds(() => match(clickhouse, asked)),
      () => seconds(async () => (await clickhouse.query({ query: join, format: 'JSONEachRow' })).json()),
    ),
  );
  const { ours, raw } = result;
  progress(`${ours.map(one => one.toFixed(2)).join(', ')} s; a join ${raw.map(one => one.toFixed(2)).join(', ')} s`);
  await clickhouse.command({ query: 'DROP DATABASE bench_reconcile' });
  await close();
  const memory = most.clickhouse;
  return { unit: 'M lines/s', ...compared(ours.map(pace), raw.map(pace)), seconds: median(ours), memory };
};

/** Over the public API, with all that a file brought by hand goes through; `memory` is that of the hospital's one process. */
const board = async ({ hospital, lines, progress, url }: Of): Promise<Measured> => {
  const { env, origin, manager } = hospital.told;
  const { client, close } = connect(url, String(env.CLICKHOUSE_DATABASE), 'bench');
  await believe(client, lines);
  await close();
  const folder = await mkdtemp(pathOf(tmpdir(), 'yunzhen-bench-'));
  const merchant = { mchId: `${env.WECHAT_PAY_MERCHANT}`, appId: `${env.WECHAT_APP_ID}` };
  try {
    const brought = { origin, token: manager.accessToken, folder, day, count: lines, merchant, progress };
    const going = await bring(brought);
    const { result, most } = await mostResident(hospital.pid, { hospital: 'worker.ts hospital' }, () => seconds(going));
    return { unit: 's', seconds: result, memory: most.hospital };
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const reconcile = async (house: House): Promise<Lines> => {
  const of = { ...house, url: String(house.hospital.told.env.CLICKHOUSE_URL) };
  return { matching: await matching(of), board: await board(of) };
};
