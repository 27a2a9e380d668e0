/** Bare appends with the official client: events like those a command leaves, of the same size, one at a time in each stream. */
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { v4 } from 'uuid';
import type { Said } from '../fill.ts';
import type { Prepared } from '../part.ts';
import { load, type Pace, type Round } from '../statistics.ts';

export interface Options {
  readonly url: string;
  readonly event: Said;
}

export const prepare = async ({ url, event }: Options): Promise<Prepared<null, Pace, Round>> => {
  const client = EventStoreDBClient.connectionString(url);
  return {
    told: null,
    run: pace => {
      const idle: { readonly name: string; revision: bigint }[] = [];
      return load(pace, async () => {
        const stream = idle.pop() ?? { name: `bench-${v4()}`, revision: -1n };
        const expectedRevision = stream.revision < 0n ? 'no_stream' : stream.revision;
        await client.appendToStream(stream.name, jsonEvent({ id: v4(), type: 'bench.appended', ...event } as never), {
          expectedRevision,
        });
        stream.revision += 1n;
        idle.push(stream);
      });
    },
    close: () => client.dispose(),
  };
};
