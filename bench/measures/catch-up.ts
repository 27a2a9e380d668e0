/** Every view and fact from nothing, against a bare read of the same events. */
import { compared, type House, inTurn, type Measured, metered } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as projecting } from '../parts/projecting.ts';
import type { prepare as reading } from '../parts/reading.ts';
import { median } from '../statistics.ts';

export const catchUp = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { env } = hospital.told;
  const head = await hospital.run('head');
  const project = await part<typeof projecting>('projecting', { env });
  const read = await part<typeof reading>('reading', { url: `${env.EVENT_STORE_URL}` });
  const { events } = await read.run(null);
  // Both have been through it once: what a process is slow at in the beginning is none of this.
  await project.run({ database: `${env.MONGODB_DATABASE}_first`, head });
  const rate = ({ ms }: { ms: number }) => (events * 1_000) / ms;
  const each = () => events;
  const { ours, raw } = await inTurn(
    rounds,
    async turn => {
      const asked = { database: `${env.MONGODB_DATABASE}_${turn}`, head };
      const one = await metered(project, () => project.run(asked), each);
      progress(`round ${turn + 1}: ${rate(one).toFixed(0)} of ${events} events/s projected`);
      return one;
    },
    async turn => {
      const one = await metered(read, () => read.run(null), each);
      progress(`round ${turn + 1}: ${rate(one).toFixed(0)} events/s read bare`);
      return one;
    },
  );
  await Promise.all([project.close(), read.close()]);
  return {
    unit: 'events/s',
    ...compared(ours.map(rate), raw.map(rate)),
    cpu: median(ours.map(one => one.cpu)),
    rawCpu: median(raw.map(one => one.cpu)),
  };
};
