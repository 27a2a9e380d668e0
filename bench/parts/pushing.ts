/** Publications to the hub: made from events by the realtime engine, or the same bytes posted as they are. */

import { randomUUID } from 'node:crypto';
import { settings } from '@yunzhen/platform/config';
import { log as logger } from '@yunzhen/platform/log';
import { servers as connect } from '@yunzhen/platform/servers';
import { serverSettings } from '@yunzhen/platform/settings';
import { board } from '@yunzhen/realtime/channels/board';
import { consultation } from '@yunzhen/realtime/channels/consultation';
import { personal } from '@yunzhen/realtime/channels/personal';
import { queue } from '@yunzhen/realtime/channels/queue';
import { publicationsOf, runRealtime } from '@yunzhen/realtime/engine';
import { some, unattended } from '../engine.ts';
import { http } from '../http.ts';
import type { Prepared } from '../part.ts';

export interface Options {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Events in each round. */
  readonly events: number;
  /** That somebody listens to. */
  readonly channel: string;
}
/** Turns to the next events, or pushes them. */
export type Asked = 'next' | 'engine' | 'bare';

const tables = [consultation, queue, personal, board];
const batchSize = 200;

/** `next` answers how many of them reach the channel; the others when they began, in milliseconds since 1970. */
export const prepare = async ({ env, events: count, channel }: Options): Promise<Prepared<null, Asked, number>> => {
  const servers = await connect(settings(serverSettings, env), 'bench', logger({ service: 'bench', level: 'error' }));
  const { store, hub, sealing } = servers;
  const db = servers.mongo.client.db(`${env.MONGODB_DATABASE}_pushes`);
  const { ask, close } = http(`${env.CENTRIFUGO_URL}`);
  const headers = { 'x-api-key': `${env.CENTRIFUGO_API_KEY}` };
  let before: bigint | null = null;
  let last: bigint | null = null;
  let bodies: readonly string[] = [];

  const next = async (): Promise<number> => {
    before = last;
    const page = await store.readAll(before, count);
    if (page.events.length < count) throw new Error('there are not enough events');
    last = page.last;
    const publications = page.events.flatMap(event => publicationsOf(tables, event));
    const opened = await sealing.unsealDeep(publications);
    // The hub delivers what has the same key once.
    const commands = opened.map(one => ({
      publish: { channel: one.channel, data: one.data, idempotency_key: `${randomUUID()} ${one.channel}` },
    }));
    bodies = Array.from({ length: Math.ceil(commands.length / batchSize) }, (_, batch) =>
      JSON.stringify({ commands: commands.slice(batch * batchSize, (batch + 1) * batchSize) }),
    );
    return publications.filter(one => one.channel === channel).length;
  };
  const engine = async (): Promise<number> => {
    const position = Number(before ?? -1n);
    await db.collection<{ _id: string }>('checkpoints').replaceOne({ _id: 'realtime' }, { position }, { upsert: true });
    const { signal, alarm: warn, begin, ended } = unattended();
    let began = 0;
    const subscribeAll = some(store.subscribeAll, count, () => {
      began = performance.timeOrigin + performance.now();
      begin();
    });
    const pushed = { store: { ...store, subscribeAll }, db, hub, tables, open: sealing.unsealDeep };
    const { done } = await runRealtime({ ...pushed, warn, observe: () => undefined, signal });
    await ended(done);
    return began;
  };
  const bare = async (): Promise<number> => {
    const began = performance.timeOrigin + performance.now();
    for (const body of bodies) {
      const answer = await ask({ method: 'POST', path: '/api/batch', headers, body });
      if (answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
    }
    return began;
  };
  return {
    told: null,
    run: asked => ({ next, engine, bare })[asked](),
    close: async () => {
      close();
      await db.dropDatabase();
      await servers.close();
    },
  };
};
