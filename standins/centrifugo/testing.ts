/** What the suites talk through: a server (stand-in or real), tokens for it, raw sockets and official clients. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Centrifuge, type Options } from 'centrifuge';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { start } from './server.ts';

type Json = Record<string, unknown>;

export interface Target {
  readonly url: string;
  readonly secret: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

export const conformanceSettings = async () =>
  JSON.parse(await readFile(join(import.meta.dirname, 'conformance.json'), 'utf8'));

/** A folder of its own, gone with `remove`. */
export const temporaryFolder = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'yunzhen-hub-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
};

/** The server at CENTRIFUGO_URL, started with `conformance.json` (other secrets: CENTRIFUGO_SECRET, CENTRIFUGO_API_KEY), else the stand-in. */
export const target = async (): Promise<Target> => {
  const settings = await conformanceSettings();
  const { CENTRIFUGO_URL, CENTRIFUGO_SECRET, CENTRIFUGO_API_KEY } = process.env;
  if (CENTRIFUGO_URL) {
    return {
      url: CENTRIFUGO_URL,
      secret: CENTRIFUGO_SECRET ?? settings.client.token.hmac_secret_key,
      apiKey: CENTRIFUGO_API_KEY ?? settings.http_api.key,
      close: async () => {},
    };
  }
  const { dir, remove } = await temporaryFolder();
  const hub = await start({ ...settings, port: 0, dir });
  return { ...hub, close: () => hub.close().then(remove) };
};

/** A channel or user nobody used before: a real server remembers earlier runs. */
export const fresh = (prefix: string) => `${prefix}${randomUUID().slice(0, 8)}`;

export const seconds = () => Math.floor(Date.now() / 1000);

/** A raw connection: commands out, replies and pushes in, pings answered. */
export class Socket {
  readonly #socket: WebSocket;
  readonly #frames: string[] = [];
  readonly #pushes: unknown[] = [];
  readonly #replies = new Map<number, Json>();
  readonly #closed: Promise<{ code: number; reason: string }>;
  #wake: (() => void)[] = [];
  #id = 0;
  /** Whether pings are answered. */
  alive = true;

  static async open(url: string, options?: { origin?: string }): Promise<Socket> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/connection/websocket`, options);
    const opened = new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject));
    const client = new Socket(socket);
    await opened;
    return client;
  }

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', data => this.#receive(data.toString()));
    this.#closed = new Promise(resolve => socket.on('close', (code, reason) => resolve({ code, reason: `${reason}` })));
  }

  #receive(frame: string): void {
    this.#frames.push(frame);
    for (const line of frame.split('\n')) {
      const message: Json = JSON.parse(line);
      if ('push' in message) this.#pushes.push(message.push);
      else if (typeof message.id === 'number') {
        const { id, ...reply } = message;
        this.#replies.set(message.id, reply);
      } else if (this.alive) this.send({});
    }
    for (const wake of this.#wake.splice(0)) wake();
  }

  async #until<T>(found: () => T | undefined): Promise<T> {
    for (;;) {
      const value = found();
      if (value !== undefined) return value;
      await Promise.race([
        new Promise<void>(resolve => this.#wake.push(resolve)),
        this.#closed.then(({ code, reason }) => Promise.reject(new Error(`closed ${code} ${reason}`))),
      ]);
    }
  }

  /** Sends messages in one frame, as they are. */
  send(...messages: (object | string)[]): void {
    this.#socket.send(
      messages.map(message => (typeof message === 'string' ? message : JSON.stringify(message))).join('\n'),
    );
  }

  /** Sends a command and waits for its reply, without the id. */
  async ask(command: object): Promise<Json> {
    const [reply] = await this.askAll(command);
    return reply ?? {};
  }

  /** Several commands in one frame. */
  askAll(...commands: object[]): Promise<Json[]> {
    const ids = commands.map(() => ++this.#id);
    this.send(...commands.map((command, index) => ({ ...command, id: ids[index] })));
    return Promise.all(ids.map(id => this.#until(() => this.#replies.get(id))));
  }

  /** The next push not asked for yet. */
  pushed(): Promise<unknown> {
    return this.#until(() => this.#pushes.shift());
  }

  /** Pushes that came and were not asked for. A command's round trip first makes sure none is still under way. */
  async unasked(): Promise<unknown[]> {
    await this.ask({ rpc: {} });
    return this.#pushes.splice(0);
  }

  /** Every frame as it came. */
  get frames(): readonly string[] {
    return this.#frames;
  }

  closed(): Promise<{ code: number; reason: string }> {
    return this.#closed;
  }

  drop(): void {
    this.#socket.terminate();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}

/** A websocket the official client takes, whose network can be cut under it. */
class CuttableSocket extends WebSocket {
  static readonly open = new Set<CuttableSocket>();
  constructor(url: string) {
    super(url);
    CuttableSocket.open.add(this);
    this.on('close', () => CuttableSocket.open.delete(this));
  }
}

/** Everything one suite needs of a server; `close` ends its clients too. */
export const session = (hub: Target) => {
  const key = new TextEncoder().encode(hub.secret);
  const sockets: Socket[] = [];
  const clients: Centrifuge[] = [];

  /** A token signed with the server's secret; good for ten minutes unless the claims say otherwise. */
  const token = (claims: Json, secret = key) =>
    new SignJWT({ exp: seconds() + 600, ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(secret);

  const post = (path: string, body: unknown, headers: Record<string, string> = { 'X-API-Key': hub.apiKey }) =>
    fetch(`${hub.url}${path}`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  const open = async (options?: { origin?: string }) => {
    const socket = await Socket.open(hub.url, options);
    sockets.push(socket);
    return socket;
  };

  return {
    token,
    post,
    open,
    /** Calls the server API and answers its JSON. */
    api: async (method: string, body: unknown): Promise<Json> =>
      (await post(`/api/${method}`, body)).json() as Promise<Json>,
    /** A raw socket that has connected as a user. */
    connected: async (user: string, claims: Json = {}) => {
      const socket = await open();
      const { connect } = await socket.ask({ connect: { token: await token({ sub: user, ...claims }) } });
      return Object.assign(socket, { connect: connect as Json, id: (connect as { client: string }).client });
    },
    /** An official client with its socket under `cut`; not connected yet. */
    official: (user: string, options: Partial<Options> = {}) => {
      let mine: CuttableSocket | undefined;
      class Mine extends CuttableSocket {
        constructor(url: string) {
          super(url);
          mine = this;
        }
      }
      const client = new Centrifuge(`${hub.url.replace(/^http/, 'ws')}/connection/websocket`, {
        websocket: Mine,
        minReconnectDelay: 1,
        maxReconnectDelay: 20,
        getToken: () => token({ sub: user }),
        ...options,
      });
      clients.push(client);
      return Object.assign(client, { cut: () => mine?.terminate() });
    },
    close: async () => {
      for (const client of clients) client.disconnect();
      for (const socket of sockets) socket.drop();
      await hub.close();
    },
  };
};

/** Waits for one event of a client or subscription. */
export const event = <T>(
  source: { once(name: string, listener: (context: T) => void): unknown },
  name: string,
): Promise<T> => new Promise(resolve => source.once(name, resolve));
