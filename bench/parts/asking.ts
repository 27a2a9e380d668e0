/** The same questions over and over, over kept connections. */
import { http } from '../http.ts';
import type { Prepared } from '../part.ts';
import { load, type Pace, type Round } from '../statistics.ts';

export interface Asked {
  readonly origin: string;
  /** In turn. */
  readonly paths: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly pace: Pace;
  /** Any other answer is a failure. */
  readonly body?: string;
}

export const prepare = async (_: null): Promise<Prepared<null, Asked, Round>> => ({
  told: null,
  run: async ({ origin, paths, headers, pace, body: expected }) => {
    const { ask, close } = http(origin);
    const round = await load(pace, async index => {
      const path = paths[index % paths.length] as string;
      const { status, body } = await ask({ method: 'GET', path, headers });
      if (status !== 200 || (expected !== undefined && body !== expected)) throw new Error(`${status} ${body}`);
    });
    close();
    return round;
  },
  close: async () => undefined,
});
