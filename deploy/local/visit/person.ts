/** A signed-in person: the API under their name, and one socket over which they are told what happens. */

import type { Credentials } from '@yunzhen/contracts/api/auth';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { channels } from '@yunzhen/contracts/channels';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import type { Actor } from '@yunzhen/contracts/roles';
import { Centrifuge, type Subscription } from 'centrifuge';
import { WebSocket } from 'ws';
import { client } from './client.ts';
import { type Inbox, inbox, type Push } from './inbox.ts';
import { once, repeating } from './transport.ts';

export interface Person {
  /** As they are called in the story. */
  readonly name: string;
  readonly part: string;
  readonly id: string;
  readonly actor: Actor;
  readonly api: ApiClient;
  readonly inbox: Inbox;
  /** Listens to a channel; resolves when the hub has taken the subscription. */
  readonly listen: (channel: string) => Promise<Subscription>;
  /** Tells the others on a channel that lets its listeners speak. */
  readonly publish: (channel: string, data: object) => Promise<void>;
  /** Loses the network, until it is given back. */
  readonly network: { readonly lose: () => void; readonly giveBack: () => void };
  readonly leave: () => void;
}

const nowhere = 'ws://127.0.0.1:9';
const subscribeMs = 30_000;

export interface Entering {
  readonly origin: string;
  readonly name: string;
  readonly part: string;
  readonly credentials: Credentials;
  /** Told every push, with those of everybody else. */
  readonly overheard: (push: Push) => void;
}

/** Signs in, connects, and listens to what concerns them. */
export const enter = async ({ origin, name, part, credentials, overheard }: Entering): Promise<Person> => {
  const api = client(repeating(once(origin)));
  const { id, role } = (await api.signIn(credentials)).holder;
  const heard = inbox();
  let socket: WebSocket | undefined;
  let offline = false;
  const Socket = class extends WebSocket {
    constructor(url: string) {
      super(offline ? nowhere : url);
      socket = this;
    }
  };
  const hub = new Centrifuge(`${origin.replace(/^http/, 'ws')}/connection/websocket`, {
    websocket: Socket,
    getToken: async () => (await api.call(realtimeEndpoints.connectionToken, {})).token,
    minReconnectDelay: 100,
    maxReconnectDelay: 1_000,
  });
  hub.connect();

  const listen = async (channel: string): Promise<Subscription> => {
    const open = channel.startsWith('personal:') || channel.startsWith('queue:');
    const known = hub.getSubscription(channel);
    const subscription =
      known ??
      hub.newSubscription(
        channel,
        open ? {} : { getToken: async () => (await api.call(realtimeEndpoints.subscriptionToken, { channel })).token },
      );
    if (!known)
      subscription.on('publication', ({ data }) => {
        const push = { channel, data: data as Push['data'], at: performance.now() };
        heard.put(push);
        overheard(push);
      });
    subscription.subscribe();
    await subscription.ready(subscribeMs).catch(() => {
      throw new Error(`the hub does not let ${name} listen to ${channel}`);
    });
    return subscription;
  };
  await listen(channels.personal(id));
  return {
    name,
    part,
    id,
    actor: { id, role },
    api,
    inbox: heard,
    listen,
    publish: async (channel, data) => {
      await hub.getSubscription(channel)?.publish(data);
    },
    network: {
      lose: () => {
        offline = true;
        socket?.terminate();
      },
      giveBack: () => {
        offline = false;
      },
    },
    leave: () => hub.disconnect(),
  };
};
