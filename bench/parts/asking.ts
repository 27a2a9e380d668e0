/** The same question over and over, over kept connections. */
import { http } from '../http.ts';
import type { Prepared } from '../part.ts';
import { load, type Round } from '../statistics.ts';

export interface Asked {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ms: number;
  readonly inFlight: number;
}

export const prepare = async (_: null): Promise<Prepared<null, Asked, Round>> => ({
  told: null,
  run: async ({ origin, path, headers, ms, inFlight }) => {
    const { ask, close } = http(origin);
    const round = await load(inFlight, ms, async () => {
      const { status, body } = await ask({ method: 'GET', path, headers });
      if (status !== 200) throw new Error(`${status} ${body}`);
    });
    close();
    return round;
  },
  close: async () => undefined,
});
