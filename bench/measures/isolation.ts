/** What 300 calls of an outside system that hang do to another system's call and to what is due: the worst of the two counts. */
import type { House, Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as isolating } from '../parts/isolating.ts';
import { percentile } from '../statistics.ts';

export const isolation = async ({ hospital, progress }: House): Promise<Measured> => {
  const { env } = hospital.told;
  const reactions = await part<typeof isolating>('isolating', { env });
  const delays = await reactions.run({ database: `${env.MONGODB_DATABASE}_isolation`, hanging: 300, times: 20 });
  await reactions.close();
  const [call, due] = [Math.max(...delays.call), Math.max(...delays.due)];
  progress(`another system's call ${call.toFixed(0)} ms late at most, what was due ${due.toFixed(0)} ms`);
  return {
    unit: 'ms',
    p50: percentile(delays.call, 0.5),
    p99: call,
    failed: (call < 200 ? 0 : 1) + (due < 1_000 ? 0 : 1),
  };
};
