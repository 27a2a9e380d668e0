/** Publish and subscribe: a message reaches the connections that listen at this moment. */
import type { Reply } from './wire.ts';

export interface Subscriber {
  readonly send: (reply: Reply) => void;
}

export interface Channels {
  readonly subscribe: (channel: string, who: Subscriber) => void;
  readonly unsubscribe: (channel: string, who: Subscriber) => void;
  /** How many it reached. */
  readonly publish: (channel: string, message: Buffer) => number;
}

export const channels = (): Channels => {
  const listening = new Map<string, Set<Subscriber>>();
  return {
    subscribe: (channel, who) => {
      listening.set(channel, (listening.get(channel) ?? new Set()).add(who));
    },
    unsubscribe: (channel, who) => {
      const all = listening.get(channel);
      all?.delete(who);
      if (all?.size === 0) listening.delete(channel);
    },
    publish: (channel, message) => {
      const all = listening.get(channel) ?? [];
      for (const { send } of all) send(['message', Buffer.from(channel, 'latin1'), message]);
      return [...all].length;
    },
  };
};
