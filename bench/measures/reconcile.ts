/** Matching a day of a million lines in each of three books, against a bare three-way full join of the same columns. */
import { bookColumns, importsTable, linesTable } from '@yunzhen/contracts/reconciliation/books';
import { type ClickHouse, clickhouse as connect } from '@yunzhen/platform/clickhouse';
import { createTables, ourTable } from '@yunzhen/write-side/reconciliation/books';
import { match } from '@yunzhen/write-side/reconciliation/matching';
import { compared, type House, inTurn, type Measured } from '../measure.ts';

const count = 1_000_000;
const day = '2026-03-02';
const importId = '00000000-0000-4000-8000-000000000001';
/** The same number for the same row in every book, in no order. */
const key = 'lower(hex(MD5(toString(number))))';

const fill = async (clickhouse: ClickHouse['client']): Promise<void> => {
  const columns = Object.entries(bookColumns).map(([name, type]) => `${name} ${type}`);
  const line = (ledger: number, fee: number) =>
    `INSERT INTO ${linesTable} SELECT '${day}', ${ledger}, 'pay', 'main', ${key}, ${key}, '', 2500, 2500, ${fee}, 0, '',
       '${day} 02:00:00', 1, '${importId}', number FROM numbers(${count})`;
  for (const query of [
    ...createTables,
    `CREATE TABLE IF NOT EXISTS ${ourTable()} (event_id UUID, at DateTime64(3, 'UTC'), ${columns.join(', ')})
       ENGINE = ReplacingMergeTree ORDER BY (day, line, event_id)`,
    `INSERT INTO ${ourTable()} SELECT generateUUIDv4(), now64(3), 'pay', ${key}, ${key}, 'registration', 2500, 6, 1, '${day}'
       FROM numbers(${count})`,
    line(2, 15_000),
    line(3, 15_000),
    `INSERT INTO ${importsTable} VALUES (2, '${day}', '${importId}', 1), (3, '${day}', '${importId}', 1)`,
  ])
    await clickhouse.command({ query });
};

const join = `
  SELECT count() FROM (SELECT line, key, amount FROM ${ourTable()} WHERE day = '${day}') AS p
  FULL JOIN (SELECT line, key, amount, settle FROM ${linesTable} WHERE ledger = 2) AS c ON p.line = c.line AND p.key = c.key
  FULL JOIN (SELECT line, key, settle FROM ${linesTable} WHERE ledger = 3) AS f ON c.line = f.line AND c.key = f.key
  WHERE p.amount != c.amount OR c.settle != f.settle`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};

/** In million lines of all three books a second. */
export const reconcile = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const url = String(hospital.told.env.CLICKHOUSE_URL);
  const { client: clickhouse, prepare, close } = connect(url, 'bench_reconcile', 'bench');
  await prepare();
  progress('filling three books');
  await fill(clickhouse);
  const asked = { day, asOf: '2026-04-01', tracked: [], since: day, feeRate: 0.006 };
  const pace = (took: number): number => (3 * count) / took / 1e6;
  const { ours, raw } = await inTurn(
    rounds,
    () => seconds(() => match(clickhouse, asked)),
    () => seconds(async () => (await clickhouse.query({ query: join, format: 'JSONEachRow' })).json()),
  );
  progress(`${ours.map(one => one.toFixed(2)).join(', ')} s; a join ${raw.map(one => one.toFixed(2)).join(', ')} s`);
  await clickhouse.command({ query: 'DROP DATABASE bench_reconcile' });
  await close();
  return { unit: 'M lines/s', ...compared(ours.map(pace), raw.map(pace)) };
};
