/** Rows of facts from events into ClickHouse, against as many that it makes itself. */
import { compared, type House, inTurn, type Measured, metered } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as ingesting } from '../parts/ingesting.ts';
import { median } from '../statistics.ts';

export const ingest = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { env } = hospital.told;
  const put = await part<typeof ingesting>('ingesting', { env, rows: 100_000 });
  const fill = async (by: 'engine' | 'clickhouse') => {
    const database = `${env.MONGODB_DATABASE}_rows`;
    const one = await metered(
      put,
      async () => ({ rate: await put.run({ database, by }) }),
      () => put.told.rows,
    );
    progress(`${one.rate.toFixed(0)} of ${put.told.rows} rows/s by the ${by}`);
    return one;
  };
  await fill('engine');
  const { ours, raw } = await inTurn(
    rounds,
    () => fill('engine'),
    () => fill('clickhouse'),
  );
  await put.close();
  return {
    unit: 'rows/s',
    ...compared(
      ours.map(one => one.rate),
      raw.map(one => one.rate),
    ),
    cpu: median(ours.map(one => one.cpu)),
    rawCpu: median(raw.map(one => one.cpu)),
  };
};
