/**
 * The reactions alone, from the end of $all on: calls of one outside system hang, those of another and what is due are timed. Its events
 * are of no hospital, which would rightly stop before what it does not know: they have an event store of their own.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { capability, id } from '@yunzhen/contracts/language';
import { settings } from '@yunzhen/platform/config';
import { eventStore } from '@yunzhen/platform/eventstore';
import { log as logger } from '@yunzhen/platform/log';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { call, callsOf, gateway } from '@yunzhen/write-side/gateways/gateway';
import { usualPatience } from '@yunzhen/write-side/gateways/patience';
import { later, process, send } from '@yunzhen/write-side/reactions/process';
import { runReactions } from '@yunzhen/write-side/reactions/run';
import { z } from 'zod';
import { start } from '../../standins/eventstoredb/server.ts';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
}
export interface Asked {
  /** A new one; dropped afterwards. */
  readonly database: string;
  /** Calls that hang. */
  readonly hanging: number;
  /** Calls of the other system, and commands for later, one after the other. */
  readonly times: number;
}
/** Milliseconds from an event being stored to the other system's call, and from a time to the command that was due then. */
export interface Delays {
  readonly call: readonly number[];
  readonly due: readonly number[];
}

const calling = callsOf<object, object>();
const system = <const N extends string>(name: N) =>
  gateway(name, {
    settings: z.object({}),
    client: () => ({}),
    width: 16,
    timeout: 600_000,
    patience: usualPatience,
    calls: { do: calling({ input: z.object({ key: id }), key: ({ key }) => key, run: async () => [] }) },
  });
const [slow, quick] = [system('slow'), system('quick')];
const work = capability('work', {
  events: {},
  about: {},
  commands: { note: { summary: '', input: { key: id } } },
  refusals: [],
});
interface Hung {
  type: 'bench.hung';
  data: { key: string };
}
interface Answered {
  type: 'bench.answered';
  data: { key: string; at: string };
}
const table = process<Hung | Answered>('isolating', {
  from: 'now',
  on: {
    'bench.hung': ({ key }) => call(slow, 'do', { key }),
    'bench.answered': ({ key, at }) => [call(quick, 'do', { key }), later(at, send(work, key, 'note', { key }))],
  },
});
const dueMs = 500;

export const prepare = async ({ env }: Options): Promise<Prepared<null, Asked, Delays>> => {
  const servers = await connect(settings(serverSettings, env), 'bench', logger({ service: 'bench', level: 'error' }));
  const dir = await mkdtemp(join(tmpdir(), 'yunzhen-isolating-'));
  const events = await start({ port: 0, dir });
  const store = eventStore(events.url);
  const append = async (type: string, data: object): Promise<void> => {
    const event = { id: randomUUID(), type, data, metadata: { at: new Date().toISOString(), $correlationId: 'bench' } };
    await store.append(`bench-${randomUUID()}`, [event as never], 'no_stream');
  };
  // There is an end of $all to begin from.
  await append('bench.begun', {});
  return {
    told: null,
    run: async ({ database, hanging, times }) => {
      const db = servers.mongo.client.db(database);
      const abort = new AbortController();
      const [called, noted] = [new Map<string, number>(), new Map<string, number>()];
      let hung = 0;
      const done = runReactions({
        store,
        db,
        hold: (_, begin, lost) => begin({ epoch: 1, build: 0, lost }),
        processes: [table],
        gateways: {
          'slow.do': () => {
            hung += 1;
            return new Promise(() => undefined);
          },
          'quick.do': async ({ key }: { key: string }) => {
            called.set(key, performance.now());
            return [];
          },
        },
        systems: { slow, quick },
        dispatch: async ({ id: key }) => {
          noted.set(key, Date.now());
          return { revision: 0, position: 0n };
        },
        now: Date.now,
        warn: () => undefined,
        signal: abort.signal,
      });
      const reading = db.collection<{ _id: string }>('checkpoints');
      while ((await reading.countDocuments()) === 0) await setTimeout(50);
      for (let n = 0; n < hanging; n++) await append('bench.hung', { key: randomUUID() });
      while (hung < slow.width) await setTimeout(20);
      const delays: { call: number[]; due: number[] } = { call: [], due: [] };
      for (let n = 0; n < times; n++) {
        const key = randomUUID();
        const at = Date.now() + dueMs;
        await append('bench.answered', { key, at: new Date(at).toISOString() });
        const stored = performance.now();
        while (!noted.has(key)) await setTimeout(5);
        delays.call.push(Math.max(0, (called.get(key) ?? Number.POSITIVE_INFINITY) - stored));
        delays.due.push(Math.max(0, (noted.get(key) ?? 0) - at));
      }
      abort.abort();
      await done;
      await db.dropDatabase();
      return delays;
    },
    close: async () => {
      await store.close();
      await events.close();
      await servers.close();
      await rm(dir, { recursive: true });
    },
  };
};
