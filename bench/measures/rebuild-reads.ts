/** Readers of the largest view while it is rebuilt again and again and people speak: each answer is the same as before. */
import { setTimeout } from 'node:timers/promises';
import { mongo } from '@yunzhen/platform/mongo';
import { viewPointers } from '@yunzhen/platform/view-progress';
import { rebuilds } from '@yunzhen/projections/engine/rebuild';
import { http } from '../http.ts';
import { answerTimes, compared, type House, inTurn, type Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as asking } from '../parts/asking.ts';
import type { prepare as posts } from '../parts/posts.ts';
import type { prepare as readApi } from '../parts/read-api.ts';

const pace = { ms: 4_000, rate: 100 };
/** More is said in a hospital than anything else is done. */
const view = 'messages';
const commands = { ms: pace.ms, rate: 20 };

export const rebuildReads = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const { env, chats, origin } = hospital.told;
  const [silent, ...others] = chats;
  if (!silent) throw new Error('there is no chat to read');
  const { db, close } = mongo(`${env.MONGODB_URL}`, `${env.MONGODB_DATABASE}`, 'bench');
  const pointer = async () => (await viewPointers(db).findOne({ _id: view }))?.collection ?? '';
  const rebuild = async (): Promise<void> => {
    await rebuilds(db).replaceOne({ _id: view }, { state: 'asked', events: 0 }, { upsert: true });
    for (;;) {
      const now = await rebuilds(db).findOne({ _id: view });
      if (now?.state === 'done') return;
      if (now?.state === 'failed') throw new Error(now.error);
      await setTimeout(50);
    }
  };
  const service = await part<typeof readApi>('read-api', { env });
  const get = await part<typeof asking>('asking', null);
  const post = await part<typeof posts>('posts', { origin, chats: others });
  const paths = [`/api/conversations/${silent.conversationId}/messages`];
  const headers = { authorization: `Bearer ${silent.patient.token}` };
  const { ask, close: hangUp } = http(service.told.origin);
  const { body } = await ask({ method: 'GET', path: `${paths[0]}`, headers });
  hangUp();
  const read = async () => {
    const [reads, said] = await Promise.all([
      get.run({ origin: service.told.origin, paths, headers, pace, body }),
      post.run(commands),
    ]);
    return { ...reads, failed: reads.failed + said.failed };
  };
  await read();
  let swaps = 0;
  const { ours, raw } = await inTurn(
    Math.ceil(rounds / 2),
    async () => {
      let reading = true;
      const rebuilding = async () => {
        while (reading) {
          const before = await pointer();
          await rebuild();
          if ((await pointer()) === before) throw new Error('the rebuilt view is not read');
          swaps++;
        }
      };
      const readers = read().finally(() => {
        reading = false;
      });
      const [round] = await Promise.all([readers, rebuilding()]);
      return round;
    },
    read,
  );
  progress(`${await db.collection(await pointer()).estimatedDocumentCount()} ${view}, swapped ${swaps} times`);
  await Promise.all([get.close(), post.close(), service.close(), close()]);
  return {
    unit: 'ms at p99',
    ...compared(
      ours.map(one => one.p99),
      raw.map(one => one.p99),
    ),
    ...answerTimes(ours),
  };
};
