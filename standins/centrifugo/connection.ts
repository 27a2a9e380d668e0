/** One websocket: takes its commands in order, answers them, and is closed with the code its fault deserves. */
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { OptionsOf } from './channels.ts';
import { type Heartbeat, heartbeat } from './heartbeat.ts';
import type { Client, Hub, Subscription } from './hub.ts';
import { Outbox } from './outbox.ts';
import type { Settings } from './settings.ts';
import type { ConnectToken, Tokens } from './tokens.ts';
import {
  type Command,
  CommandError,
  command,
  type Disconnect,
  Disconnected,
  disconnects,
  encode,
  type Request,
} from './wire.ts';

export type Method = Exclude<keyof Command, 'id' | 'send'>;

/** Answers through `reply`. Throws CommandError for an error reply, Disconnected to end the connection. */
export type Handle<M extends Method> = (
  client: Connection,
  request: Request<M>,
  reply: (result: object) => void,
) => Promise<void> | void;

/** In the order in which a message that names several is read. */
export type Handlers = readonly {
  readonly [M in Method]: { readonly method: M; readonly handle: Handle<M> };
}[Method][];

/** What every connection of a server shares. */
export interface Server {
  readonly settings: Settings;
  readonly hub: Hub;
  readonly tokens: Tokens;
  readonly optionsOf: OptionsOf;
  /** Milliseconds every outgoing message is held back. */
  readonly delay: () => number;
  readonly log: (message: string, error: unknown) => void;
  readonly handlers: Handlers;
}

const ping = Buffer.from('{}');
/** Frames waiting for their turn before reading from the socket is paused. */
const mostFrames = 64;
/** How long a client may take to answer a close frame, in milliseconds. */
const closeWait = 5_000;

const parse = (line: string): Command => {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new Disconnected(disconnects.badRequest);
  }
  const parsed = command.safeParse(json);
  if (!parsed.success) throw new Disconnected(disconnects.badRequest);
  return parsed.data;
};

export class Connection implements Client {
  readonly id = randomUUID();
  readonly server: Server;
  readonly subscriptions = new Map<string, Subscription>();
  user = '';
  info: unknown;
  /** Epoch seconds, 0 for never. */
  expireAt = 0;
  /** What the connection token subscribed it to. */
  tokenChannels: ReadonlySet<string> = new Set();
  readonly #socket: WebSocket;
  readonly #outbox: Outbox;
  readonly #openedAt = Date.now();
  #state: 'new' | 'connected' | 'unusable' | 'closed' = 'new';
  #heartbeat: Heartbeat | undefined;
  #frames = 0;
  #turn: Promise<void> = Promise.resolve();

  /** `gone` is called once, when the socket is closed for good. */
  constructor(socket: WebSocket, server: Server, gone: () => void) {
    this.server = server;
    this.#socket = socket;
    this.#outbox = new Outbox(socket, server.settings.client.queue_max_size, server.delay, () =>
      this.close(disconnects.slow),
    );
    socket.on('message', data => this.#receive(data.toString()));
    // What goes wrong with a socket closes it; ws answers a frame beyond the size limit with 1009 by itself.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#end();
      gone();
    });
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  send(message: Buffer): void {
    if (this.#state !== 'closed') this.#outbox.push(message);
  }

  /** Leaves every channel, writes what waits and closes with code and reason. */
  close({ code, reason }: Disconnect): void {
    if (this.#state === 'closed') return;
    this.#end();
    this.#outbox.flush();
    // A code no close frame may carry, or a reason too long for one, ends without a frame, as with the real server.
    if (code < 3000 || code > 4999 || Buffer.byteLength(reason) > 123) this.drop();
    else this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), closeWait).unref();
  }

  /** The socket is cut without a close frame, as when a network goes away. */
  drop(): void {
    this.#end();
    this.#socket.terminate();
  }

  /** From now on known to the hub and pinged. */
  accept({ user, info, expireAt, subscriptions }: ConnectToken): void {
    const { ping_interval, pong_timeout } = this.server.settings.client;
    this.user = user;
    this.info = info;
    this.expireAt = expireAt;
    this.tokenChannels = new Set(subscriptions.keys());
    this.#state = 'connected';
    this.server.hub.add(this);
    this.#heartbeat = heartbeat(
      ping_interval,
      pong_timeout,
      () => this.send(ping),
      () => this.close(disconnects.noPong),
    );
  }

  /** Closes what nobody spoke on and what was not refreshed; `now` in epoch milliseconds. */
  sweep(now: number): void {
    const { stale_close_delay, expired_close_delay, expired_sub_close_delay } = this.server.settings.client;
    if (this.#state !== 'connected') {
      if (now - this.#openedAt > stale_close_delay) this.close(disconnects.stale);
      return;
    }
    if (this.expireAt > 0 && now > this.expireAt * 1000 + expired_close_delay) {
      this.close(disconnects.expired);
      return;
    }
    for (const [channel, { expireAt, serverSide }] of this.subscriptions) {
      if (expireAt === 0 || now <= expireAt * 1000 + expired_sub_close_delay) continue;
      if (serverSide) this.close(disconnects.subscriptionExpired);
      else this.server.hub.revoke(this, channel, 'expired');
    }
  }

  #end(): void {
    if (this.#state === 'connected') this.server.hub.remove(this);
    this.#state = 'closed';
    this.#heartbeat?.stop();
  }

  #receive(frame: string): void {
    this.#frames += 1;
    if (this.#frames === mostFrames) this.#socket.pause();
    this.#turn = this.#turn.then(async () => {
      await this.#frame(frame);
      this.#frames -= 1;
      if (this.#frames === 0) this.#socket.resume();
    });
  }

  async #frame(frame: string): Promise<void> {
    try {
      for (const line of frame.trimEnd().split('\n')) await this.#command(line);
    } catch (error) {
      if (!(error instanceof Disconnected)) this.server.log('a command failed', error);
      this.close(error instanceof Disconnected ? error.disconnect : disconnects.serverError);
    }
  }

  async #command(line: string): Promise<void> {
    // After a failed connect nothing is read any more; the client goes, or is closed as stale.
    if (this.#state === 'closed' || this.#state === 'unusable') return;
    const { id, ...methods } = parse(line);
    const connecting = methods.connect != null;
    if ((this.#state === 'connected') === connecting) throw new Disconnected(disconnects.badRequest);
    if (methods.send) throw new Disconnected(disconnects.notAvailable);
    if (id === 0) {
      if (this.#heartbeat?.pong()) return;
      throw new Disconnected(disconnects.badRequest);
    }
    const handler = this.server.handlers.find(({ method }) => methods[method] != null);
    if (!handler) throw new Disconnected(disconnects.badRequest);
    const { method, handle } = handler;
    try {
      await handle(this, methods[method] as never, result => this.send(encode({ id, [method]: result })));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      if (connecting) this.#state = 'unusable';
      this.send(encode({ id, error: { code: error.code, message: error.message } }));
    }
  }
}
