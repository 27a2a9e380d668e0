/** A stand-in for Centrifugo: its JSON protocol over websocket and its server API, all state in memory. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Standin, StandinOptions } from '../standin.ts';
import { api, glob } from './api.ts';
import { channelOptions } from './channels.ts';
import { handlers } from './commands/table.ts';
import { configuration } from './configuration.ts';
import { Connection, type Server } from './connection.ts';
import { type Faults, faults, obey } from './faults.ts';
import { httpHandler } from './http.ts';
import { Hub } from './hub.ts';
import type { HubSettings } from './settings.ts';
import { tokens } from './tokens.ts';
import { disconnects } from './wire.ts';

export interface HubOptions extends StandinOptions, Partial<HubSettings> {
  /** Opens `POST /control/faults` to whoever sends this as `X-Control-Key`. */
  readonly control?: { readonly key: string };
  readonly log?: (message: string, error: unknown) => void;
}

export interface HubStandin extends Standin {
  /** Where clients connect. */
  readonly websocketUrl: string;
  /** What connection and subscription tokens are signed with. */
  readonly secret: string;
  readonly apiKey: string;
  readonly faults: Faults;
}

const sweepEvery = 1_000;
/** How long clients may take to say goodbye when the server stops, in milliseconds. */
const patience = 1_000;
const logToStderr = (message: string, error: unknown) =>
  process.stderr.write(`centrifugo stand-in: ${message}: ${error}\n`);

/** Starts the hub at `http://127.0.0.1:port`. Throws InvalidSettings, or the listening error when the port is taken. */
export const start = async (options: HubOptions): Promise<HubStandin> => {
  if (process.env.NODE_ENV === 'production') throw new Error('a stand-in never runs with NODE_ENV=production');
  const { port, dir, control, log = logToStderr, ...given } = options;
  const settings = await configuration(dir, given);
  const optionsOf = channelOptions(settings);
  const hub = new Hub(optionsOf, settings.client.recovery_max_publication_limit);
  const secret = settings.client.token.hmac_secret_key;
  const apiKey = settings.http_api.key;
  const connections = new Set<Connection>();
  const trouble = faults(connections);
  const server: Server = {
    handlers,
    settings,
    hub,
    optionsOf,
    log,
    tokens: tokens(secret, optionsOf),
    delay: trouble.delay,
  };

  const http = createServer(
    httpHandler({
      apiKey,
      api: api(hub, optionsOf, { uid: randomUUID(), startedAt: Date.now() }),
      control: control && { key: control.key, obey: body => obey(trouble.control, body) },
      isRefusing: trouble.isRefusing,
      delay: trouble.delay,
      log,
    }),
  );
  const websockets = new WebSocketServer({
    noServer: true,
    maxPayload: settings.websocket.message_size_limit,
    perMessageDeflate: false,
    handleProtocols: offered => offered.has('centrifuge-json') && 'centrifuge-json',
  });
  const origins = settings.client.allowed_origins.map(glob);
  const limit = settings.client.connection_limit;

  http.on('upgrade', (request, socket: Duplex, head) => {
    const refuse = (status: string) =>
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    socket.on('error', () => socket.destroy());
    if (trouble.isRefusing()) return socket.destroy();
    const [path] = (request.url ?? '').split('?');
    const { origin } = request.headers;
    if (path !== '/connection/websocket') return refuse('404 Not Found');
    if (origin !== undefined && !origins.some(allowed => allowed.test(origin))) return refuse('403 Forbidden');
    if (limit > 0 && connections.size >= limit) return refuse('503 Service Unavailable');
    websockets.handleUpgrade(request, socket, head, websocket => {
      const connection = new Connection(websocket, server, () => connections.delete(connection));
      connections.add(connection);
    });
  });

  const sweep = setInterval(() => {
    const now = Date.now();
    hub.sweep(now);
    for (const connection of connections) connection.sweep(now);
  }, sweepEvery);

  http.listen(port, settings.http_server.address);
  try {
    await once(http, 'listening');
  } catch (error) {
    clearInterval(sweep);
    throw error;
  }
  const at = `127.0.0.1:${(http.address() as AddressInfo).port}`;

  let closed: Promise<void> | undefined;
  const close = async () => {
    clearInterval(sweep);
    const stopped = new Promise<void>(resolve => http.close(() => resolve()));
    for (const connection of connections) connection.close(disconnects.shutdown);
    websockets.close();
    http.closeIdleConnections();
    const impatience = setTimeout(trouble.control.dropAll, patience);
    await stopped;
    clearTimeout(impatience);
  };
  return {
    url: `http://${at}`,
    websocketUrl: `ws://${at}/connection/websocket`,
    secret,
    apiKey,
    faults: trouble.control,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
};
