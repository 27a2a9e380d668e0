/** A command, from the POST to the durable acknowledgement, against bare appends of what it leaves; 64 in flight. */
import { compared, type House, inTurn, type Measured, metered } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as appends } from '../parts/appends.ts';
import type { prepare as posts } from '../parts/posts.ts';
import type { prepare as writeSide } from '../parts/write-side.ts';
import { median, type Round } from '../statistics.ts';

const counted = ({ count }: Round) => count;
const round = { ms: 2_000, inFlight: 64 };

export const command = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { chats, env, event } = hospital.told;
  const service = await part<typeof writeSide>('write-side', { env });
  const post = await part<typeof posts>('posts', { origin: service.told.origin, chats });
  const append = await part<typeof appends>('appends', { url: `${env.EVENTSTORE_URL}`, event });
  // Held still meanwhile: what follows from the events is measured by `lag` and `catchUp`.
  hospital.freeze();
  await post.run(round);
  await append.run(round);
  const done = await inTurn(
    rounds,
    async turn => {
      const one = await metered(service, () => post.run(round), counted);
      progress(`round ${turn + 1}: ${one.rate.toFixed(0)} commands/s, p99 ${one.p99.toFixed(0)} ms`);
      return one;
    },
    async turn => {
      const one = await metered(append, () => append.run(round), counted);
      progress(`round ${turn + 1}: ${one.rate.toFixed(0)} bare appends/s`);
      return one;
    },
  );
  hospital.thaw();
  await hospital.run('head');
  await Promise.all([post.close(), append.close(), service.close()]);
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
