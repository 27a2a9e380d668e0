/** Everything that is to be told was told, once; the messages of a chat came in the order of their sequence. */
import { publicationsOf } from '@yunzhen/realtime/engine';
import { channels } from '../parts/realtime.ts';
import type { World } from '../world/world.ts';

export const pushesAgree = ({ store, past, hub, wrong }: World): void => {
  const bad = (message: string): void => wrong('pushes', message);
  const due = store.all.slice(past.length).flatMap(event => publicationsOf(channels, event));
  for (const { idempotencyKey, channel } of due)
    if (!hub.has(idempotencyKey)) bad(`${channel} was not told of ${idempotencyKey}`);
  if (hub.size !== new Set(due.map(({ idempotencyKey }) => idempotencyKey)).size)
    bad(`${hub.size} messages were delivered, ${due.length} are right`);
  const last = new Map<string, number>();
  for (const { channel, data } of hub.values()) {
    const { sequence, type } = data as { readonly sequence?: number; readonly type: string };
    if (type !== 'conversation.message-sent' || sequence === undefined || !channel.startsWith('consultation:'))
      continue;
    if (sequence !== (last.get(channel) ?? 0) + 1) bad(`${channel} got message ${sequence} after ${last.get(channel)}`);
    last.set(channel, sequence);
  }
};
