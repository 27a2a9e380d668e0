/** What the suites talk through: a server (stand-in or real), tokens for it, raw sockets and official clients. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Centrifuge, type Options } from 'centrifuge';
import { SignJWT } from 'jose';
import { WebSocket } from 'ws';
import { start } from '../server.ts';
import { type Json, Socket } from './socket.ts';

export interface Target {
  readonly url: string;
  readonly secret: string;
  readonly apiKey: string;
  close(): Promise<void>;
}

export const conformanceSettings = async () =>
  JSON.parse(await readFile(join(import.meta.dirname, '../conformance.json'), 'utf8'));

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
    /** An official client, not connected yet, whose network can be cut under it. */
    official: (user: string, options: Partial<Options> = {}) => {
      let socket: WebSocket | undefined;
      class Cuttable extends WebSocket {
        constructor(url: string) {
          super(url);
          socket = this;
        }
      }
      const client = new Centrifuge(`${hub.url.replace(/^http/, 'ws')}/connection/websocket`, {
        websocket: Cuttable,
        minReconnectDelay: 1,
        maxReconnectDelay: 20,
        getToken: () => token({ sub: user }),
        ...options,
      });
      clients.push(client);
      return Object.assign(client, { cut: () => socket?.terminate() });
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
