/** Publications to many sockets: from events by the realtime engine, against the same bytes posted to the hub as they are. */
import { channels } from '@yunzhen/contracts/channels';
import { compared, type House, inTurn, type Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as listening } from '../parts/listening.ts';
import type { Asked, prepare as pushing } from '../parts/pushing.ts';

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
  const rate = async (by: Exclude<Asked, 'next'>) => {
    const [last, began] = await Promise.all([listen.run(each), push.run(by)]);
    const one = (each * sockets * 1_000) / (last - began);
    progress(`${each} publications to ${sockets} sockets, ${by}: ${one.toFixed(0)} deliveries/s`);
    return one;
  };
  hospital.freeze();
  each = await push.run('next');
  await rate('engine');
  await rate('bare');
  const { ours, raw } = await inTurn(
    rounds,
    async () => {
      each = await push.run('next');
      return rate('engine');
    },
    () => rate('bare'),
  );
  hospital.thaw();
  await Promise.all([listen.close(), push.close()]);
  return { unit: 'deliveries/s', ...compared(ours, raw) };
};
