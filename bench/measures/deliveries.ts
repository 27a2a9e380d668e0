/** Publications to many sockets: from events by the realtime engine, against the same bytes posted to the hub as they are. */
import { channels } from '@yunzhen/contracts/channels';
import { compared, type House, inTurn, type Measured, metered } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as listening } from '../parts/listening.ts';
import type { Asked, prepare as pushing } from '../parts/pushing.ts';
import { median } from '../statistics.ts';

const sockets = 200;
const most = 2_000;

export const deliveries = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { env, events } = hospital.told;
  const channel = channels.board('operations');
  const listen = await part<typeof listening>('listening', { env, sockets, channel });
  const push = await part<typeof pushing>('pushing', {
    env,
    // Each round has events of its own: the hub delivers nothing twice.
    events: Math.min(most, Math.floor(events / (rounds + 1))),
    channel,
  });
  let each = 0;
  const pushed = async (by: Exclude<Asked, 'next'>) => {
    const one = await metered(
      push,
      async () => {
        const [last, began] = await Promise.all([listen.run(each), push.run(by)]);
        return { rate: (each * sockets * 1_000) / (last - began) };
      },
      // For each publication: deliveries are the hub's.
      () => each,
    );
    progress(`${each} publications to ${sockets} sockets, ${by}: ${one.rate.toFixed(0)} deliveries/s`);
    return one;
  };
  hospital.freeze();
  each = await push.run('next');
  await pushed('engine');
  await pushed('bare');
  const { ours, raw } = await inTurn(
    rounds,
    async () => {
      each = await push.run('next');
      return pushed('engine');
    },
    () => pushed('bare'),
  );
  hospital.thaw();
  await Promise.all([listen.close(), push.close()]);
  return {
    unit: 'deliveries/s',
    ...compared(
      ours.map(one => one.rate),
      raw.map(one => one.rate),
    ),
    cpu: median(ours.map(one => one.cpu)),
    rawCpu: median(raw.map(one => one.cpu)),
  };
};
