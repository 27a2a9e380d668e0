/** Who is connected, who listens where, and what was published: the state of the server, all of it in memory. */
import { hasHistory, type OptionsOf, type SubscribeOptions } from './channels.ts';
import { Stream } from './stream.ts';
import {
  type ClientInfo,
  CommandError,
  type Disconnect,
  encode,
  errors,
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

export interface Subscription extends Omit<SubscribeOptions, 'expireAt'> {
  expireAt: number;
  readonly who: ClientInfo;
  readonly serverSide: boolean;
}

export interface PublishRequest {
  readonly data: unknown;
  readonly info?: ClientInfo;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly skipHistory?: boolean | undefined;
}

export interface HistoryRequest {
  readonly limit: number;
  readonly since?: Position | undefined;
  readonly reverse?: boolean;
}

const idempotencyTtl = 300_000;
/** The oldest keys are forgotten early beyond this many, and the least used streams nobody listens to. */
const mostKeys = 1_000_000;
const mostStreams = 100_000;

const nowhere: Partial<Position> = {};

export class Hub {
  readonly #optionsOf: OptionsOf;
  readonly #recoveryLimit: number;
  readonly clients = new Map<string, Client>();
  readonly #users = new Map<string, Set<Client>>();
  readonly channels = new Map<string, Map<Client, Subscription>>();
  readonly #streams = new Map<string, Stream>();
  readonly #published = new Map<string, { readonly position: Partial<Position>; readonly until: number }>();

  constructor(optionsOf: OptionsOf, recoveryLimit: number) {
    this.#optionsOf = optionsOf;
    this.#recoveryLimit = recoveryLimit;
  }

  add(client: Client): void {
    this.clients.set(client.id, client);
    const same = this.#users.get(client.user) ?? new Set();
    this.#users.set(client.user, same.add(client));
  }

  /** Ends all subscriptions of a client, with their leaves, and forgets it. */
  remove(client: Client): void {
    for (const channel of [...client.subscriptions.keys()]) this.unsubscribe(client, channel);
    this.clients.delete(client.id);
    const same = this.#users.get(client.user);
    same?.delete(client);
    if (same?.size === 0) this.#users.delete(client.user);
  }

  /** The connections of a user, or the one of them with the given id. */
  connections(user: string, id = ''): readonly Client[] {
    const all = [...(this.#users.get(user) ?? [])];
    return id === '' ? all : all.filter(client => client.id === id);
  }

  get userCount(): number {
    return this.#users.size;
  }

  /** Publishes to everyone who listens, and to the channel's history. The position is empty without history. */
  publish(channel: string, request: PublishRequest): Partial<Position> {
    const options = this.#optionsOf(channel);
    const { data, info, tags, idempotencyKey = '', skipHistory = false } = request;
    const key = `${channel}\n${idempotencyKey}`;
    const before = idempotencyKey === '' ? undefined : this.#published.get(key);
    if (before && before.until > Date.now()) return before.position;

    const plain: Publication = { data, ...(info && { info }), ...(tags && Object.keys(tags).length > 0 && { tags }) };
    let publication = plain;
    let position = nowhere;
    if (hasHistory(options) && !skipHistory) {
      const stream = this.#stream(channel);
      publication = stream.add(plain, options.history_size, options.history_ttl);
      position = stream.position;
    }
    if (idempotencyKey !== '') this.#remember(key, position);
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
    const who: ClientInfo = {
      user: client.user,
      client: client.id,
      ...(client.info === undefined ? {} : { conn_info: client.info }),
      ...(options.info === undefined ? {} : { chan_info: options.info }),
    };
    const subscription = { ...options, who, serverSide };
    const subscribers = this.channels.get(channel) ?? new Map<Client, Subscription>();
    this.channels.set(channel, subscribers.set(client, subscription));
    client.subscriptions.set(channel, subscription);
    return {
      ...(options.recovery && { recoverable: true }),
      ...((options.recovery || options.positioning) && {
        positioned: true,
        ...this.#recover(channel, options.recovery ? from : undefined),
      }),
      ...(options.data === undefined ? {} : { data: options.data }),
      ...(from && { was_recovering: true }),
    };
  }

  /** Tells everyone in the channel, the newcomer included, that it came. */
  announce(client: Client, channel: string): void {
    const subscription = client.subscriptions.get(channel);
    if (subscription?.joinLeave) this.#broadcast(channel, { join: { info: subscription.who } });
  }

  unsubscribe(client: Client, channel: string): void {
    const subscription = client.subscriptions.get(channel);
    if (!subscription) return;
    client.subscriptions.delete(channel);
    const subscribers = this.channels.get(channel);
    subscribers?.delete(client);
    if (subscribers?.size === 0) this.channels.delete(channel);
    if (subscription.joinLeave) this.#broadcast(channel, { leave: { info: subscription.who } });
  }

  /** Ends a subscription from the server's side and tells the client. */
  revoke(
    client: Client,
    channel: string,
    why: { readonly code: number; readonly reason: string } = unsubscribes.server,
  ): void {
    this.unsubscribe(client, channel);
    client.send(encode({ push: { channel, unsubscribe: why } }));
  }

  /** Throws 112 when the epoch is another one. */
  history(channel: string, { limit, since, reverse = false }: HistoryRequest) {
    const stream = this.#stream(channel);
    if (since && since.epoch !== '' && since.epoch !== stream.epoch)
      throw new CommandError(errors.unrecoverablePosition);
    if (reverse && since?.offset === 0) throw new CommandError(errors.badRequest);
    return {
      publications: stream.read({ limit, since, reverse }),
      epoch: stream.epoch,
      offset: stream.position.offset,
    };
  }

  clearHistory(channel: string): void {
    this.#streams.get(channel)?.clear();
  }

  /** Client id to who it is, of those whose subscription takes part in presence. */
  presence(channel: string): Record<string, ClientInfo> {
    const present = [...(this.channels.get(channel)?.values() ?? [])].filter(({ presence }) => presence);
    return Object.fromEntries(present.map(({ who }) => [who.client, who]));
  }

  presenceStats(channel: string) {
    const present = Object.values(this.presence(channel));
    return { num_clients: present.length, num_users: new Set(present.map(({ user }) => user)).size };
  }

  /** Forgets what has expired; called every second or so. */
  sweep(now: number): void {
    for (const [key, { until }] of this.#published) {
      if (until > now) break;
      this.#published.delete(key);
    }
    for (const [channel, stream] of this.#streams) {
      stream.expire(now);
      if (!this.channels.has(channel) && this.#isForgotten(channel, stream, now)) this.#streams.delete(channel);
    }
  }

  #isForgotten(channel: string, stream: Stream, now: number): boolean {
    return this.#streams.size > mostStreams || now - stream.usedAt > this.#optionsOf(channel).history_meta_ttl;
  }

  #stream(channel: string): Stream {
    const stream = this.#streams.get(channel) ?? new Stream();
    stream.usedAt = Date.now();
    // The map keeps the order of use, so that the first ones are the ones to forget.
    this.#streams.delete(channel);
    this.#streams.set(channel, stream);
    return stream;
  }

  #remember(key: string, position: Partial<Position>): void {
    this.#published.delete(key);
    this.#published.set(key, { position, until: Date.now() + idempotencyTtl });
    if (this.#published.size <= mostKeys) return;
    const [oldest] = this.#published.keys();
    if (oldest !== undefined) this.#published.delete(oldest);
  }

  #recover(
    channel: string,
    from: Position | undefined,
  ): Pick<SubscribeResult, 'epoch' | 'offset' | 'publications' | 'recovered'> {
    const stream = this.#stream(channel);
    const { epoch, offset } = stream.position;
    if (!from) return { epoch, ...(offset > 0 && { offset }) };
    const missed = stream.read({ limit: this.#recoveryLimit, since: from });
    const whole =
      missed.length === 0
        ? offset === from.offset
        : missed[0]?.offset === from.offset + 1 && missed.at(-1)?.offset === offset;
    if (!whole || (from.epoch !== '' && from.epoch !== epoch)) return { epoch, ...(offset > 0 && { offset }) };
    return {
      epoch,
      ...(missed.length > 0 && { publications: missed }),
      recovered: true,
      // The client's own position: it moves on as it takes in the publications.
      ...(from.offset > 0 && { offset: from.offset }),
    };
  }

  #broadcast(channel: string, message: { pub: Publication } | { join: object } | { leave: object }): void {
    const subscribers = this.channels.get(channel);
    if (!subscribers) return;
    const encoded = encode({ push: { channel, ...message } });
    const all = 'pub' in message;
    for (const [client, { pushJoinLeave }] of subscribers) {
      if (all || pushJoinLeave) client.send(encoded);
    }
  }
}
