/** Rows of facts from events into ClickHouse, against as many that it makes itself. */
import { compared, type House, inTurn, type Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as ingesting } from '../parts/ingesting.ts';

export const ingest = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { env } = hospital.told;
  const put = await part<typeof ingesting>('ingesting', { env, rows: 100_000 });
  const rate = async (by: 'engine' | 'clickhouse') => {
    const one = await put.run({ database: `${env.MONGODB_DATABASE}_rows`, by });
    progress(`${one.toFixed(0)} of ${put.told.rows} rows/s by the ${by}`);
    return one;
  };
  await rate('engine');
  const { ours, raw } = await inTurn(
    rounds,
    () => rate('engine'),
    () => rate('clickhouse'),
  );
  await put.close();
  return { unit: 'rows/s', ...compared(ours, raw) };
};
