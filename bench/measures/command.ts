/** A command, from the POST to the durable acknowledgement, against bare appends of what it leaves. */
import { againstBare, answerTimes, compared, type House, inTurn, type Measured, metered } from '../measure.ts';
import { type Part, part } from '../part.ts';
import type { prepare as appends } from '../parts/appends.ts';
import type { prepare as posts } from '../parts/posts.ts';
import type { prepare as writeSide } from '../parts/write-side.ts';
import type { Round } from '../statistics.ts';

interface Apart {
  readonly service: Part<typeof writeSide>;
  readonly post: Part<typeof posts>;
  readonly append: Part<typeof appends>;
}

const counted = ({ count }: Round) => count;
const most = { ms: 2_000, inFlight: 64 };

/** The hospital is held still meanwhile: what follows from the events is measured by `lag` and `catchUp`. */
const apart = async ({ hospital }: House, work: (parts: Apart) => Promise<Measured>): Promise<Measured> => {
  const { chats, env, event } = hospital.told;
  const service = await part<typeof writeSide>('write-side', { env });
  const post = await part<typeof posts>('posts', { origin: service.told.origin, chats });
  const append = await part<typeof appends>('appends', { url: `${env.EVENT_STORE_URL}`, event });
  hospital.freeze();
  await post.run(most);
  await append.run(most);
  const measured = await work({ service, post, append }).finally(hospital.thaw);
  await hospital.run('head');
  await Promise.all([post.close(), append.close(), service.close()]);
  return measured;
};

/** As many as go: 64 in flight. */
export const command = (house: House): Promise<Measured> =>
  apart(house, async ({ service, post, append }) => {
    const { ours, raw } = await inTurn(
      house.rounds,
      async turn => {
        const one = await metered(service, () => post.run(most), counted);
        house.progress(`round ${turn + 1}: ${one.rate.toFixed(0)} commands/s, p99 ${one.p99.toFixed(0)} ms`);
        return one;
      },
      async turn => {
        const one = await metered(append, () => append.run(most), counted);
        house.progress(`round ${turn + 1}: ${one.rate.toFixed(0)} bare appends/s`);
        return one;
      },
    );
    return {
      unit: 'commands/s',
      ...againstBare(ours, raw),
    };
  });

/** How long they take when nobody is in a hurry: each at half of what it does at the most. */
export const commandP99 = (house: House): Promise<Measured> =>
  apart(house, async ({ post, append }) => {
    const half = async (of: typeof post) => ({ ms: 2_000, rate: Math.ceil((await of.run(most)).rate / 2) });
    const paces = { ours: await half(post), raw: await half(append) };
    house.progress(`${paces.ours.rate} commands/s, ${paces.raw.rate} bare appends/s`);
    const { ours, raw } = await inTurn(
      house.rounds,
      () => post.run(paces.ours),
      () => append.run(paces.raw),
    );
    return {
      unit: 'ms at p99',
      ...compared(
        ours.map(one => one.p99),
        raw.map(one => one.p99),
      ),
      ...answerTimes(ours),
    };
  });
