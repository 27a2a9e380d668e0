/** From the acknowledgement of a command to its view, at half of the command load that the hospital takes at the most. */
import type { House, Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as lagging } from '../parts/lagging.ts';
import type { prepare as posts } from '../parts/posts.ts';

export const lag = async ({ hospital, progress }: House): Promise<Measured> => {
  const { origin, chats } = hospital.told;
  const most = await maximum(hospital);
  progress(`${most.toFixed(0)} commands/s at the most, with all that follows from them`);
  const rate = Math.max(1, Math.round(most / 2));
  const speak = await part<typeof lagging>('lagging', { origin, chats });
  await speak.run({ ms: 2_000, rate, every: 10 });
  const { p50, p99, looked, failed, rate: reached } = await speak.run({ ms: 8_000, rate, every: 10 });
  progress(`${looked} of the messages looked for at ${reached.toFixed(0)} commands/s`);
  await speak.close();
  return { unit: 'ms', p50, p99, failed };
};

const maximum = async (hospital: House['hospital']): Promise<number> => {
  const { origin, chats } = hospital.told;
  const post = await part<typeof posts>('posts', { origin, chats });
  await post.run({ ms: 2_000, inFlight: 64 });
  const { rate } = await post.run({ ms: 2_000, inFlight: 64 });
  await post.close();
  await hospital.run('head');
  return rate;
};
