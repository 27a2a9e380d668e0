/** The one socket of this phone: what the hospital tells makes answers old, and screens may listen themselves. */
import { Problem } from '@yunzhen/contracts/api/problem';
import { channels } from '@yunzhen/contracts/channels';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import { Centrifuge, type Subscription, UnauthorizedError } from 'centrifuge';
import { api } from './api';
import { followSession, session } from './auth';
import { socketAddress } from './origin';
import { askAgain, happened, online, startOver } from './queries';
import { TaroWebSocket } from './socket';
import { store } from './store';

/** A message of a channel; what the hospital says carries `type`, `position` and ids, what clients say only `from`. */
export interface Push {
  readonly channel: string;
  readonly data: Readonly<Record<string, unknown>>;
}
type Listener = (push: Push) => void;
/** What listeners hear once a channel is open: what was said just before they may have missed. */
export const joined: Push['data'] = { type: 'joined' };

/** `since`: when the connection was lost, null while it stands or nobody is signed in. */
export const liveness = store<{ readonly since: number | null }>({ since: null });
export const connected = store(true);

const tokenFor = async (ask: () => Promise<{ readonly token: string }>) => {
  try {
    return (await ask()).token;
  } catch (error) {
    // Asked again it would be refused again.
    const refused = error instanceof Problem && (error.status === 403 || error.status === 404);
    if (refused || !session.read()) throw new UnauthorizedError('may not listen');
    throw error;
  }
};

let hub: Centrifuge | null = null;
let holder: string | null = null;
const listeners = new Map<string, Set<Listener>>();

const hear = (channel: string, data: unknown): void => {
  const told = (data ?? {}) as Push['data'];
  if (typeof told.type === 'string' && typeof told.position === 'string') happened(told.type, told.position);
  for (const listener of [...(listeners.get(channel) ?? [])]) listener({ channel, data: told });
};

/** Anyone signed in may listen to these; all others need a token of their own. */
const open = /^(personal|queue):/;

const subscribe = (channel: string): Subscription | undefined => {
  if (!hub) return undefined;
  const known = hub.getSubscription(channel);
  const subscription =
    known ??
    hub.newSubscription(
      channel,
      open.test(channel)
        ? {}
        : { getToken: () => tokenFor(() => api.call(realtimeEndpoints.subscriptionToken, { channel })) },
    );
  if (!known) {
    subscription.on('publication', ({ data }) => hear(channel, data));
    // What was missed for too long is not told again: it is asked for.
    subscription.on('subscribed', ({ wasRecovering, recovered }) => {
      if (wasRecovering && !recovered) askAgain();
      else if (!wasRecovering) hear(channel, joined);
    });
  }
  subscription.subscribe();
  return subscription;
};

/** Hears a channel until the answer is called. */
export const listen = (channel: string, listener: Listener): (() => void) => {
  const mine = listeners.get(channel) ?? new Set();
  listeners.set(channel, mine.add(listener));
  subscribe(channel);
  return () => {
    mine.delete(listener);
    if (mine.size > 0) return;
    listeners.delete(channel);
    const subscription = hub?.getSubscription(channel);
    if (subscription && channel !== (holder && channels.personal(holder))) hub?.removeSubscription(subscription);
  };
};

/** Tells the others on a channel that lets its listeners speak; nobody minds when it is lost. */
export const say = (channel: string, data: object): void => {
  void subscribe(channel)
    ?.publish(data)
    .catch(() => undefined);
};

const follow = (): void => {
  const now = session.read()?.holder.id ?? null;
  if (now === holder) return;
  hub?.disconnect();
  hub = null;
  holder = now;
  startOver();
  liveness.set({ since: null });
  if (!now) return;
  hub = new Centrifuge(socketAddress, {
    websocket: TaroWebSocket,
    getToken: () => tokenFor(() => api.call(realtimeEndpoints.connectionToken, {})),
    minReconnectDelay: 500,
    maxReconnectDelay: 8_000,
  });
  hub.on('connected', () => liveness.set({ since: null }));
  hub.on('connecting', () => {
    if (liveness.get().since === null) liveness.set({ since: Date.now() });
  });
  for (const channel of [channels.personal(now), ...listeners.keys()]) subscribe(channel);
  hub.connect();
};

/** Once, when the app starts. */
export const startLive = (): void => {
  followSession(follow);
  follow();
  online.follow(is => {
    connected.set(is);
    if (is) askAgain();
  });
};

/** WeChat takes the socket away in the background: back in front, it is asked for at once. */
export const wake = (): void => {
  hub?.connect();
  askAgain();
};
