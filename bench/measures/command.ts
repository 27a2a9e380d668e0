/** A command, from the POST to the durable acknowledgement, against bare appends of what it leaves; 64 in flight. */
import { compared, type House, inTurn, type Measured, metered } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as appends } from '../parts/appends.ts';
import type { prepare as posts } from '../parts/posts.ts';
import { median, type Round } from '../statistics.ts';

const counted = ({ count }: Round) => count;
const round = { ms: 2_000, inFlight: 64 };

export const command = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { origin, chats, env, event } = hospital.told;
  const post = await part<typeof posts>('posts', { origin, chats });
  const append = await part<typeof appends>('appends', { url: `${env.EVENTSTORE_URL}`, event });
  const bare = async () => {
    // The hospital is held still: bare means that nobody else follows what is appended.
    hospital.freeze();
    try {
      return await metered(append, () => append.run(round), counted);
    } finally {
      hospital.thaw();
      await hospital.run('head');
    }
  };
  await post.run(round);
  await hospital.run('head');
  await bare();
  const done = await inTurn(
    rounds,
    async turn => {
      // What follows from the commands is part of their cost.
      const one = await metered(hospital, () => post.run(round).finally(() => hospital.run('head')), counted);
      progress(`round ${turn + 1}: ${one.rate.toFixed(0)} commands/s, p99 ${one.p99.toFixed(0)} ms`);
      return one;
    },
    async turn => {
      const one = await bare();
      progress(`round ${turn + 1}: ${one.rate.toFixed(0)} bare appends/s`);
      return one;
    },
  );
  await Promise.all([post.close(), append.close()]);
  const { ours, raw } = done;
  return {
    unit: 'commands/s',
    ...compared(
      ours.map(one => one.rate),
      raw.map(one => one.rate),
    ),
    cpu: median(ours.map(one => one.cpu)),
    rawCpu: median(raw.map(one => one.cpu)),
    p50: median(ours.map(one => one.p50)),
    p99: median(ours.map(one => one.p99)),
    failed: ours.reduce((sum, one) => sum + one.failed, 0),
  };
};
