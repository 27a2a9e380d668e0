/** What is made once for all seeds of a process. Imported after the process gave its time away. */

import { randomFrom } from '@yunzhen/people/random';
import { allViews } from '@yunzhen/projections/registry';
import { genesis, morning } from './world/genesis.ts';
import { schedule } from './world/schedule.ts';
import { own } from './world/time.ts';
import type { Origin } from './world/world.ts';

export const origin = async (): Promise<Origin> => {
  own(schedule(randomFrom(0), morning), randomFrom(0));
  return { past: await genesis(), views: await allViews(), planted: {} };
};
