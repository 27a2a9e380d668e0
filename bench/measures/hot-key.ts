/** A cached answer that is forgotten while five hundred ask for it: how often it is looked up. */
import { answerTimes, type House, type Measured } from '../measure.ts';
import { part } from '../part.ts';
import type { prepare as asking } from '../parts/asking.ts';
import type { prepare as readApi } from '../parts/read-api.ts';
import type { Round } from '../statistics.ts';

const query = 'doctors';

export const hotKey = async ({ hospital, rounds, progress }: House): Promise<Measured> => {
  const service = await part<typeof readApi>('read-api', { env: hospital.told.env });
  const get = await part<typeof asking>('asking', null);
  const { origin } = service.told;
  const paths = [`/api/${query}`];
  const ask = (inFlight: number, ms: number) => get.run({ origin, paths, headers: {}, pace: { inFlight, ms } });
  const forget = (expires: number) => service.run({ query, expires });
  await forget(0);
  await ask(1, 1);
  // Of one that is looked up for one reader.
  const usual = await forget(0);
  await ask(500, 500);
  const all: Round[] = [];
  const read: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await forget(400);
    all.push(await ask(500, 1_000));
    read.push((await forget(400)) / usual);
  }
  await Promise.all([get.close(), service.close()]);
  progress(`${usual} commands to MongoDB for one answer; ${read.join(', ')} times with 500 readers`);
  return { unit: 'look-ups', ours: Math.max(...read), ...answerTimes(all) };
};
