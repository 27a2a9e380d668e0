/** The realtime publisher of a simulated world: the real tables and engine. */
import type { EventStore } from '@yunzhen/platform/eventstore';
import type { Hub } from '@yunzhen/platform/hub';
import type { Channel } from '@yunzhen/realtime/channel';
import { board } from '@yunzhen/realtime/channels/board';
import { consultation } from '@yunzhen/realtime/channels/consultation';
import { personal } from '@yunzhen/realtime/channels/personal';
import { queue } from '@yunzhen/realtime/channels/queue';
import { runRealtime } from '@yunzhen/realtime/engine';
import type { Db } from 'mongodb';

export const channels: readonly Channel[] = [consultation, queue, personal, board];

export const realtime = (
  ports: { readonly store: EventStore; readonly db: Db; readonly hub: Pick<Hub, 'batch'> },
  warn: (message: string, error: unknown) => void,
  died: (error: unknown) => void,
  signal: AbortSignal,
): void => {
  runRealtime({
    ...ports,
    hub: ports.hub as Hub,
    tables: channels,
    open: async value => value,
    warn,
    observe: () => undefined,
    signal,
  }).catch(died);
};
