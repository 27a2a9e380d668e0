/** Bare appends with the official client: events like those a command leaves, of the same size, one stream per lane. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { v4 } from 'uuid';
import type { Prepared } from '../part.ts';
import { load, type Round } from '../statistics.ts';

export interface Options {
  readonly url: string;
  readonly event: { readonly data: object; readonly metadata: object };
}
export interface Asked {
  readonly ms: number;
  readonly inFlight: number;
}

export const prepare = async ({ url, event }: Options): Promise<Prepared<null, Asked, Round>> => {
  const client = EventStoreDBClient.connectionString(url);
  return {
    told: null,
    run: ({ ms, inFlight }) => {
      const streams = Array.from({ length: inFlight }, () => ({ name: `bench-${v4()}`, revision: -1n }));
      return load(inFlight, ms, async lane => {
        const stream = streams[lane] as (typeof streams)[number];
        const expectedRevision = stream.revision < 0n ? 'no_stream' : stream.revision;
        await client.appendToStream(stream.name, jsonEvent({ id: v4(), type: 'bench.appended', ...event } as never), {
          expectedRevision,
        });
        stream.revision += 1n;
      });
    },
    close: () => client.dispose(),
  };
};
