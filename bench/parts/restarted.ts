/** A hospital that was there before, started again on what it kept. */
import type { Prepared } from '../part.ts';
import { type Options, start } from './hospital.ts';

type Kept = Pick<Options, 'dataDir' | 'database'>;

export const prepare = async (kept: Kept): Promise<Prepared<{ readonly origin: string }, never, never>> => {
  const { origin, open, close } = await start(kept);
  await open();
  return {
    told: { origin },
    run: async () => {
      throw new Error('it is asked over HTTP');
    },
    close: () => close(true),
  };
};
