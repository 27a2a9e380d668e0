/** Realtime as a part of a process: the publisher and the tokens. */
import type { Part } from '@yunzhen/platform/app';
import { knowing } from '@yunzhen/platform/eventstore/knowing';
import { followed, type Lease } from '@yunzhen/platform/lease';
import type { Logger } from '@yunzhen/platform/log';
import { mayActByView } from '@yunzhen/platform/may-act';
import type { Metrics } from '@yunzhen/platform/metrics';
import { unreadableValues } from '@yunzhen/platform/sealing';
import type { Servers } from '@yunzhen/platform/servers';
import { bearer } from '@yunzhen/platform/sign-in';
import { board } from './channels/board.ts';
import { consultation } from './channels/consultation.ts';
import { personal } from './channels/personal.ts';
import { queue } from './channels/queue.ts';
import { endConnections } from './ended.ts';
import { runRealtime } from './engine.ts';
import { realtimeRoutes, ttl } from './http.ts';

/** What it is connected to, and what it is trusted with. */
export const uses = ['store', 'mongo', 'leases', 'hub', 'tokens', 'sealing', 'audit'] as const;
type Used = Servers<(typeof uses)[number]>;

export const composeRealtime = (
  { store, mongo, leases, hub, tokens, sealing }: Used,
  log: Logger,
  metrics: Metrics,
): Part => {
  const abort = new AbortController();
  const published = metrics.counter('yunzhen_realtime_events_total', 'Events that were published to the hub');
  const delay = metrics.histogram(
    'yunzhen_realtime_delay_seconds',
    'From an event being stored to its being published',
  );
  const unreadable = metrics.counter(unreadableValues.name, unreadableValues.help, ['why']);
  const warn = (message: string, error: unknown) => log.warn({ err: error }, message);
  const connections = endConnections(hub, ttl, error => warn('a connection was not closed', error));
  let running: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    abort.abort();
    connections.stop();
    await running;
  };
  return {
    name: 'Realtime',
    routes: realtimeRoutes(hub, store, bearer(tokens, mayActByView(mongo.db))),
    checks: [followed(leases, 'realtime')],
    start: async () => {
      const publish = async ({ lost, ...term }: Lease): Promise<void> => {
        const { done } = await runRealtime({
          store: knowing(store),
          db: mongo.db,
          hub,
          tables: [consultation, queue, personal, board],
          open: value => sealing.unsealDeep(value, why => unreadable({ why })),
          ended: connections.ended,
          warn,
          observe: (events, newest) => {
            published(events);
            delay((Date.now() - newest.getTime()) / 1_000);
          },
          signal: lost,
          term,
        });
        await done;
      };
      running = leases.hold('realtime', publish, abort.signal);
    },
    release: stop,
    stop,
  };
};
