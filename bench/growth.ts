/** What becomes slower, and what bigger, with the number of events: a hospital of its own for each. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { http } from './http.ts';
import { residentOf } from './memory.ts';
import { type Part, part } from './part.ts';
import type { prepare as appends } from './parts/appends.ts';
import type { prepare as hospital } from './parts/hospital.ts';
import type { prepare as posts } from './parts/posts.ts';
import type { prepare as projecting } from './parts/projecting.ts';
import type { prepare as reading } from './parts/reading.ts';
import type { prepare as restarted } from './parts/restarted.ts';
import type { prepare as viewing } from './parts/viewing.ts';

/** What is measured at each size, and how it is called. */
export const grown = {
  command: 'command p50, ms',
  append: 'bare append p50, ms',
  read: 'bare read of $all, events/s',
  catchUp: 'catch-up of views and facts, events/s',
  rebuild: 'all views from nothing, s',
  restart: 'restart to the first answer, s',
  projecting: 'most memory of catching up, MB',
  hospital: 'memory of the hospital, MB',
  store: 'memory of the event store, MB',
  disk: 'disk of the event store, MB',
} as const;
export type Grown = { readonly events: number } & { readonly [K in keyof typeof grown]: number };

interface Growing {
  readonly dataDir: string;
  readonly database: string;
  readonly events: number;
  readonly progress: (line: string) => void;
}

export const growth = async ({ dataDir, database, events: wanted, progress }: Growing): Promise<Grown> => {
  const kept = { dataDir, database };
  const house = await part<typeof hospital>('hospital', { ...kept, events: wanted, conversations: 64, keep: true });
  const { origin, chats, env, event } = house.told;
  const head = await house.run('head');
  const read = await part<typeof reading>('reading', { url: `${env.EVENT_STORE_URL}` });
  await read.run(null);
  const { events, ms } = await read.run(null);
  await read.close();
  progress(`open, with ${events} events`);
  const project = await part<typeof projecting>('projecting', { env });
  const caughtUp = await project.run({ database: `${database}_all`, head });
  await project.close();
  const view = await part<typeof viewing>('viewing', { env });
  const viewed = await view.run({ database: `${database}_views`, events });
  await view.close();
  const disk = sizeOf(`${dataDir}/eventstoredb`) / 1e6;
  const append = await part<typeof appends>('appends', { url: `${env.EVENT_STORE_URL}`, event });
  const post = await part<typeof posts>('posts', { origin, chats });
  const appended = await warm(append);
  const posted = await warm(post);
  await Promise.all([append.close(), post.close()]);
  const memory = {
    hospital: residentOf(house.pid, 'worker.ts hospital'),
    store: residentOf(house.pid, 'eventstoredb'),
  };
  await house.close();
  const began = performance.now();
  const again = await part<typeof restarted>('restarted', kept);
  const { ask, close } = http(again.told.origin);
  const { status, body } = await ask({ method: 'GET', path: '/api/doctors' });
  if (status !== 200) throw new Error(`${status} ${body}`);
  const restart = (performance.now() - began) / 1_000;
  close();
  await again.close();
  return {
    events,
    command: posted.p50,
    append: appended.p50,
    read: (events * 1_000) / ms,
    catchUp: (events * 1_000) / caughtUp.ms,
    projecting: caughtUp.memory,
    rebuild: viewed.ms / 1_000,
    restart,
    ...memory,
    disk,
  };
};

/** A few at a time, when the first ones are over. */
const warm = async (of: Part<typeof posts> | Part<typeof appends>) => {
  await of.run({ ms: 2_000, inFlight: 8 });
  return of.run({ ms: 5_000, inFlight: 8 });
};

/** Bytes of all files below; NaN when there is no such folder here. */
const sizeOf = (folder: string): number => {
  if (!existsSync(folder)) return Number.NaN;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(`${entry.parentPath}/${entry.name}`).size : 0),
    0,
  );
};
