/** The one socket of a front end: what the hospital tells makes answers old, what was missed is asked again, and screens may listen themselves. */

import type { SessionPort } from '@yunzhen/contracts/api/auth';
import type { ApiClient } from '@yunzhen/contracts/api/client';
import { Problem } from '@yunzhen/contracts/api/problem';
import type { Told } from '@yunzhen/contracts/channels';
import { realtimeEndpoints } from '@yunzhen/contracts/realtime/endpoints';
import type { Centrifuge, Subscription, UnauthorizedError } from 'centrifuge';
import type { Answers } from './answers.ts';
import { type Store, store } from './store.ts';
import { together } from './together.ts';

/** A message of a channel; what the hospital says carries `type`, `position` and ids, what clients say only `from`. */
export interface Push {
  readonly channel: string;
  readonly data: Readonly<Record<string, unknown>>;
}
export type Listener = (push: Push) => void;
/** What listeners hear once a channel is open: what was said just before they may have missed. */
export const joined: Push['data'] = { type: 'joined' };

export interface Liveness {
  /** `off`: nobody listens; `connecting`: for the first time; `lost`: it was live. */
  readonly state: 'off' | 'connecting' | 'live' | 'lost';
  /** Epoch milliseconds of the last sign of life; while connecting, of the beginning. */
  readonly at: number;
}

export interface LivePorts {
  readonly api: Pick<ApiClient, 'call'>;
  readonly session: Pick<SessionPort, 'read'>;
  readonly answers: Pick<Answers, 'note' | 'invalidate'>;
  /** Anything may have happened: all that is looked at is asked again. */
  readonly askAgain: () => void;
  /** Of the hub, `wss://…`. */
  readonly address: string;
  /** The library, which a browser may fetch when it is first needed. */
  readonly library: () => Promise<{
    readonly Centrifuge: typeof Centrifuge;
    readonly UnauthorizedError: typeof UnauthorizedError;
  }>;
  /** Where there is no WebSocket of the browser's kind. */
  readonly websocket?: unknown;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}

export interface Live {
  readonly state: Store<Liveness>;
  /** Listens for who is signed in. @param leading the channel that says whether pages are live, @param others heard with it */
  readonly start: (leading: string, others?: readonly string[]) => void;
  readonly stop: () => void;
  /** Hears a channel until the answer is called, over any number of starts. */
  readonly listen: (channel: string, listener: Listener) => () => void;
  /** Tells the others on a channel that lets its listeners speak; nobody minds when it is lost. */
  readonly say: (channel: string, data: object) => void;
  /** The socket may have been taken away meanwhile: it is asked for at once. */
  readonly wake: () => void;
}

/** Anyone signed in may listen to these; all others need a token of their own. */
const open = /^(personal|queue):/;
/** Milliseconds; however many events come within, they lead to one round of questions. */
const throttleMs = 600;
const backoff = { minReconnectDelay: 500, maxReconnectDelay: 5_000 };

export const live = (ports: LivePorts): Live => {
  const { api, session, answers, askAgain, now } = ports;
  const state = store<Liveness>({ state: 'off', at: 0 });
  const listeners = new Map<string, Set<Listener>>();
  const tell = together(answers.invalidate, () => ports.pause(throttleMs));
  /** Counts the starts: what comes late of an older one is over. */
  let round = 0;
  /** Heard whether or not a screen listens; the first leads. */
  let own: readonly string[] = [];
  let hub: Centrifuge | null = null;
  let refused: typeof UnauthorizedError | null = null;

  const tokenFor = async (ask: () => Promise<{ readonly token: string }>): Promise<string> => {
    try {
      return (await ask()).token;
    } catch (error) {
      // Asked again it would be refused again.
      const over = error instanceof Problem && (error.status === 403 || error.status === 404);
      if (refused && (over || !session.read())) throw new refused('may not listen');
      throw error;
    }
  };
  const hear = (channel: string, data: unknown): void => {
    const told = (data ?? {}) as Push['data'] & Partial<Told>;
    if (typeof told.type === 'string' && typeof told.position === 'string') {
      answers.note(told.type, told.position);
      if (state.get().state === 'live') state.set({ state: 'live', at: now() });
      tell(told.type);
    }
    for (const listener of [...(listeners.get(channel) ?? [])]) listener({ channel, data: told });
  };
  const become = (next: 'live' | 'lost'): void => {
    const before = state.get();
    if (next === 'live') state.set({ state: 'live', at: now() });
    // It was alive until now.
    else if (before.state === 'live') state.set({ state: 'lost', at: now() });
  };
  const subscribe = (channel: string): Subscription | undefined => {
    const known = hub?.getSubscription(channel);
    if (!hub || known) return known ?? undefined;
    const token = () => tokenFor(() => api.call(realtimeEndpoints.subscriptionToken, { channel }));
    const subscription = hub.newSubscription(channel, open.test(channel) ? {} : { getToken: token });
    const leads = channel === own[0];
    subscription.on('publication', ({ data }) => hear(channel, data));
    subscription.on('subscribed', ({ wasRecovering, recovered }) => {
      if (leads) become('live');
      // What was missed is not told again: before the first subscription as after a long break.
      if (wasRecovering ? !recovered : leads) askAgain();
      if (!wasRecovering) hear(channel, joined);
    });
    if (leads) subscription.on('subscribing', () => become('lost'));
    subscription.subscribe();
    return subscription;
  };
  /** The library; where the network is away it is asked for until it comes, or nobody waits for it. */
  const fetched = async (waiting: () => boolean): Promise<Awaited<ReturnType<LivePorts['library']>> | null> => {
    while (waiting()) {
      try {
        return await ports.library();
      } catch {
        await ports.pause(backoff.maxReconnectDelay);
      }
    }
    return null;
  };
  const stop = (): void => {
    round += 1;
    own = [];
    hub?.disconnect();
    hub = null;
    state.set({ state: 'off', at: now() });
  };
  return {
    state,
    start: (leading, others = []) => {
      stop();
      const mine = round;
      own = [leading, ...others];
      state.set({ state: 'connecting', at: now() });
      void fetched(() => mine === round).then(library => {
        if (!library || mine !== round) return;
        const { Centrifuge: Hub, UnauthorizedError: Refused } = library;
        refused = Refused;
        hub = new Hub(ports.address, {
          ...backoff,
          ...(ports.websocket !== undefined && { websocket: ports.websocket }),
          getToken: () => tokenFor(() => api.call(realtimeEndpoints.connectionToken, {})),
        });
        for (const channel of new Set([...own, ...listeners.keys()])) subscribe(channel);
        hub.connect();
      });
    },
    stop,
    listen: (channel, listener) => {
      const mine = listeners.get(channel) ?? new Set();
      listeners.set(channel, mine.add(listener));
      const known = hub?.getSubscription(channel);
      if (known) known.subscribe();
      else subscribe(channel);
      return () => {
        mine.delete(listener);
        if (mine.size > 0 || listeners.get(channel) !== mine) return;
        listeners.delete(channel);
        const subscription = hub?.getSubscription(channel);
        if (subscription && !own.includes(channel)) hub?.removeSubscription(subscription);
      };
    },
    say: (channel, data) => {
      void subscribe(channel)
        ?.publish(data)
        .catch(() => undefined);
    },
    wake: () => {
      hub?.connect();
      askAgain();
    },
  };
};
