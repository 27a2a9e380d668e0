/** Who is connected, who listens where, and what was published: the state of the server, all of it in memory. */
import { hasHistory, type OptionsOf, type SubscribeOptions } from './channels.ts';
import { type Answer, Repeats } from './repeats.ts';
import { Streams } from './streams.ts';
import {
  type ClientInfo,
  type Disconnect,
  encode,
  type Position,
  type Publication,
  type SubscribeResult,
  unsubscribes,
} from './wire.ts';

/** A connection as the hub sees it. */
export interface Client {
  readonly id: string;
  readonly user: string;
  readonly info: unknown;
  readonly subscriptions: Map<string, Subscription>;
  send(message: Buffer): void;
  close(disconnect: Disconnect): void;
}

export interface Subscription extends Omit<SubscribeOptions, 'expireAt' | 'info'> {
  readonly serverSide: boolean;
  /** Epoch seconds, 0 for never. */
  expireAt: number;
  info?: unknown;
}

export interface PublishRequest {
  readonly data: unknown;
  readonly info?: ClientInfo;
  readonly tags?: Readonly<Record<string, string>>;
  /** Empty for none. */
  readonly idempotencyKey?: string;
  readonly skipHistory?: boolean;
}

/** A client as others in a channel see it. */
export const whoIs = ({ user, id, info }: Client, subscription: Subscription | undefined): ClientInfo => ({
  user,
  client: id,
  ...(info === undefined ? {} : { conn_info: info }),
  ...(subscription?.info === undefined ? {} : { chan_info: subscription.info }),
});

export class Hub {
  readonly streams: Streams;
  readonly clients = new Map<string, Client>();
  readonly channels = new Map<string, Map<Client, Subscription>>();
  readonly users = new Map<string, Set<Client>>();
  readonly #optionsOf: OptionsOf;
  readonly #repeats = new Repeats();

  constructor(optionsOf: OptionsOf, recoveryLimit: number) {
    this.#optionsOf = optionsOf;
    this.streams = new Streams(optionsOf, recoveryLimit);
  }

  add(client: Client): void {
    this.clients.set(client.id, client);
    const same = this.users.get(client.user) ?? new Set();
    this.users.set(client.user, same.add(client));
  }

  /** Ends all subscriptions of a client, with their leaves, and forgets it. */
  remove(client: Client): void {
    for (const channel of [...client.subscriptions.keys()]) this.unsubscribe(client, channel);
    this.clients.delete(client.id);
    const same = this.users.get(client.user);
    same?.delete(client);
    if (same?.size === 0) this.users.delete(client.user);
  }

  /** The connections of a user, or the one of them with the given id. */
  connections(user: string, id = ''): readonly Client[] {
    const all = [...(this.users.get(user) ?? [])];
    return id === '' ? all : all.filter(client => client.id === id);
  }

  /** Publishes to everyone who listens, and to the channel's history. The position is empty without history. */
  publish(channel: string, request: PublishRequest): Answer {
    const { data, info, tags = {}, idempotencyKey = '', skipHistory = false } = request;
    const before = idempotencyKey === '' ? undefined : this.#repeats.get(channel, idempotencyKey);
    if (before) return before;

    const options = this.#optionsOf(channel);
    let publication: Publication = { data, ...(info && { info }), ...(Object.keys(tags).length > 0 && { tags }) };
    let position: Answer = {};
    if (hasHistory(options) && !skipHistory) {
      const stream = this.streams.of(channel);
      publication = stream.add(publication, options.history_size, options.history_ttl);
      position = stream.position;
    }
    if (idempotencyKey !== '') this.#repeats.keep(channel, idempotencyKey, position);
    this.#broadcast(channel, { pub: publication });
    return position;
  }

  /**
   * Subscribes a client and answers what to tell it; `announce` follows once it is told. `from` is where a client that was
   * here before wants to go on: it gets what it missed if the history still holds all of it.
   */
  subscribe(
    client: Client,
    channel: string,
    options: SubscribeOptions,
    serverSide: boolean,
    from?: Position,
  ): SubscribeResult {
    const subscription = { ...options, serverSide };
    const subscribers = this.channels.get(channel) ?? new Map<Client, Subscription>();
    this.channels.set(channel, subscribers.set(client, subscription));
    client.subscriptions.set(channel, subscription);
    const { recovery, positioning, data } = options;
    return {
      ...(recovery && { recoverable: true }),
      ...((recovery || positioning) && {
        positioned: true,
        ...this.streams.recover(channel, recovery ? from : undefined),
      }),
      ...(data === undefined ? {} : { data }),
      ...(from && { was_recovering: true }),
    };
  }

  /** Tells everyone in the channel, the newcomer included, that it came. */
  announce(client: Client, channel: string): void {
    const subscription = client.subscriptions.get(channel);
    if (subscription?.joinLeave) this.#broadcast(channel, { join: { info: whoIs(client, subscription) } });
  }

  unsubscribe(client: Client, channel: string): void {
    const subscription = client.subscriptions.get(channel);
    if (!subscription) return;
    client.subscriptions.delete(channel);
    const subscribers = this.channels.get(channel);
    subscribers?.delete(client);
    if (subscribers?.size === 0) this.channels.delete(channel);
    if (subscription.joinLeave) this.#broadcast(channel, { leave: { info: whoIs(client, subscription) } });
  }

  /** Ends a subscription from the server's side and tells the client why. */
  revoke(client: Client, channel: string, why: keyof typeof unsubscribes): void {
    this.unsubscribe(client, channel);
    client.send(encode({ push: { channel, unsubscribe: unsubscribes[why] } }));
  }

  /** Client id to who it is, of those whose subscription takes part in presence. */
  presence(channel: string): Record<string, ClientInfo> {
    const present = [...(this.channels.get(channel) ?? [])].filter(([, { presence }]) => presence);
    return Object.fromEntries(present.map(([client, subscription]) => [client.id, whoIs(client, subscription)]));
  }

  presenceStats(channel: string): { num_clients: number; num_users: number } {
    const present = Object.values(this.presence(channel));
    return { num_clients: present.length, num_users: new Set(present.map(({ user }) => user)).size };
  }

  /** Forgets what has expired; called every second or so. */
  sweep(now: number): void {
    this.#repeats.sweep(now);
    this.streams.sweep(now, channel => this.channels.has(channel));
  }

  #broadcast(channel: string, message: { pub: Publication } | { join: object } | { leave: object }): void {
    const subscribers = this.channels.get(channel);
    if (!subscribers) return;
    const encoded = encode({ push: { channel, ...message } });
    const isForAll = 'pub' in message;
    for (const [client, { pushJoinLeave }] of subscribers) {
      if (isForAll || pushJoinLeave) client.send(encoded);
    }
  }
}
