/** Redis through ioredis: it may be gone, so a command fails soon instead of waiting for it. */
import { Redis } from 'ioredis';

export interface RedisServer {
  readonly client: Redis;
  /** A channel's name on this server, where other hospitals may be too. */
  readonly channel: (name: string) => string;
  /** Whether it takes a write: one that is full or has lost its master still answers reads. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface RedisSettings {
  /** Shown in the server's list of clients. */
  readonly name: string;
  /** Comes before every key and channel: several hospitals may share a server. */
  readonly prefix?: string;
  /** Milliseconds that a command may take: less than what whoever asks would notice, without an answer they go on. */
  readonly timeout?: number;
  /** Told when the connection is lost; ioredis reconnects by itself. */
  readonly warn?: (message: string, error: unknown) => void;
}

export const redis = (
  url: string,
  { name, prefix = '', timeout = 800, warn = () => undefined }: RedisSettings,
): RedisServer => {
  const client = new Redis(url, {
    connectionName: name,
    keyPrefix: prefix,
    connectTimeout: 5_000,
    commandTimeout: timeout,
    maxRetriesPerRequest: 1,
    retryStrategy: attempt => Math.min(attempt * 100, 3_000),
  });
  client.on('error', error => warn('the connection to Redis failed', error));
  return {
    client,
    channel: channel => `${prefix}${channel}`,
    healthy: () =>
      client.set(`health:${name}`, '1', 'EX', 60).then(
        () => true,
        () => false,
      ),
    close: async () => {
      client.disconnect();
    },
  };
};
