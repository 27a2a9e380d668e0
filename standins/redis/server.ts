/** A stand-in for Redis on a laptop: strings that expire, counters, transactions and channels over RESP2, all in memory. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Standin, StandinOptions } from '../standin.ts';
import { channels } from './channels.ts';
import { connection } from './connection.ts';
import { keyspace } from './keyspace.ts';
import { encode, RedisError, reader } from './wire.ts';

/** As many as Redis has by default. */
const databaseCount = 16;
const sweepMs = 1_000;
/** A subscriber that does not read is let go, as Redis does by default. */
const mostUnreadBytes = 32 * 1024 * 1024;

const information = [
  '# Server',
  'redis_version:7.0.0',
  'redis_mode:standalone',
  '# Persistence',
  'loading:0',
  '# Replication',
  'role:master',
  '',
].join('\r\n');

export interface RedisOptions extends Pick<StandinOptions, 'port'> {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Keeps nothing on disk: a cache is empty after a start. Rejects when the port is taken. */
export const start = async ({ port, now = Date.now }: RedisOptions): Promise<Standin> => {
  const [first, ...others] = Array.from({ length: databaseCount }, () => keyspace(now));
  if (!first) throw new Error('there must be a database');
  const shared = { databases: [first, ...others] as const, channels: channels(), now, information: () => information };
  const sockets = new Set<Socket>();
  let connected = 0;

  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket);
    const one = connection(
      shared,
      ++connected,
      reply => {
        socket.write(encode(reply));
        if (socket.writableLength > mostUnreadBytes) socket.destroy();
      },
      () => socket.end(),
    );
    const read = reader(one.take, () => socket.end(encode(new RedisError('ERR Protocol error'))));
    socket.on('data', read);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      one.end();
      sockets.delete(socket);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const sweeping = setInterval(() => {
    for (const one of shared.databases) one.sweep();
  }, sweepMs);

  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      clearInterval(sweeping);
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise(resolve => server.close(resolve));
    },
  };
};
