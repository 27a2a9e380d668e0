/** A bare read of $all with the official client, counting what the projections are given. */
import { EventStoreDBClient, START } from '@eventstore/db-client';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly url: string;
}

export const prepare = async ({ url }: Options): Promise<Prepared<null, null, { events: number; ms: number }>> => {
  const client = EventStoreDBClient.connectionString(url);
  return {
    told: null,
    run: async () => {
      const began = performance.now();
      let events = 0;
      for await (const { event } of client.readAll({ fromPosition: START }))
        if (event && !event.type.startsWith('$')) events++;
      return { events, ms: performance.now() - began };
    },
    close: () => client.dispose(),
  };
};
