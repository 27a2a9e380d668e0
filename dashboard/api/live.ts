/** What happens in the hospital, as it happens: the board of the role and what concerns the person over one socket, told on to the cached answers. */

import type { Session } from '@yunzhen/contracts/api/auth';
import { channels, type Told } from '@yunzhen/contracts/channels';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import type { Role } from '@yunzhen/contracts/roles';
import type { Centrifuge, SubscriptionOptions } from 'centrifuge';
import { turn } from '../lib/idle.ts';
import { api } from './client.ts';
import { liveState } from './live-state.ts';
import { answers, queryClient } from './query-client.ts';

/** Milliseconds; however many events come within, they lead to one round of questions. */
const throttleMs = 600;

/** Tells at once, and then not before the last answers came: what happened meanwhile is told together. */
const throttled = () => {
  const types = new Set<string>();
  let telling = false;
  const tellAll = async () => {
    telling = true;
    while (types.size > 0) {
      const told = [...types];
      types.clear();
      await Promise.all([answers.invalidate(told), new Promise(next => setTimeout(next, throttleMs))]);
    }
    telling = false;
  };
  return (type: string) => {
    types.add(type);
    if (!telling) void tellAll();
  };
};

const boardFor = (role: Role) => {
  if (role === 'operator' || role === 'manager') return channels.board('operations');
  if (role === 'pharmacist') return channels.board('review');
  return role === 'administrator' || role === 'security' || role === 'auditor' ? channels.board('accounts') : null;
};

/** Listens for as long as somebody is signed in; answers how to stop. */
export const listen = ({ id, role }: Session['holder']): (() => void) => {
  const board = boardFor(role);
  const tell = throttled();
  let hub: Centrifuge | undefined;
  let over = false;
  /** @param leads whether the pages are live with it */
  const subscribe = (on: Centrifuge, channel: string, leads: boolean, options: Partial<SubscriptionOptions> = {}) => {
    const subscription = on.newSubscription(channel, options);
    subscription.on('publication', ({ data }) => {
      const { type, position } = data as Told;
      answers.note(type, position);
      liveState.heard();
      tell(type);
    });
    subscription.on('subscribed', ({ wasRecovering, recovered }) => {
      if (leads) liveState.set('live');
      // What happened meanwhile was not told: before the first subscription as after a long break. It is asked for again.
      if (leads && !(wasRecovering && recovered)) void queryClient.invalidateQueries();
    });
    if (leads) subscription.on('subscribing', () => liveState.set('lost'));
    subscription.subscribe();
  };
  void (async () => {
    // What is asked for comes first; a second later it moves by itself.
    await turn();
    const { Centrifuge } = await import('centrifuge');
    if (over) return;
    hub = new Centrifuge(`${location.origin.replace(/^http/, 'ws')}/connection/websocket`, {
      getToken: async () => (await api.call(realtimeEndpoints.connectionToken, {})).token,
      maxReconnectDelay: 5_000,
    });
    // Their own channel the hub knows by their name, a board by a token.
    subscribe(hub, channels.personal(id), board === null);
    if (board !== null)
      subscribe(hub, board, true, {
        getToken: ({ channel }) =>
          api.call(realtimeEndpoints.subscriptionToken, { channel }).then(({ token }) => token),
      });
    hub.connect();
  })();
  return () => {
    over = true;
    hub?.disconnect();
    liveState.set('off');
  };
};
