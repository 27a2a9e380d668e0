/** Redis through ioredis: a cache that may be gone, so a command fails soon instead of waiting for it. */
import { Redis } from 'ioredis';

export interface RedisServer {
  readonly client: Redis;
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface RedisSettings {
  /** Shown in the server's list of clients. */
  readonly name: string;
  /** Told when the connection is lost; ioredis reconnects by itself. */
  readonly warn?: (message: string, error: unknown) => void;
}

export const redis = (url: string, { name, warn = () => undefined }: RedisSettings): RedisServer => {
  const client = new Redis(url, {
    connectionName: name,
    connectTimeout: 5_000,
    commandTimeout: 1_000,
    maxRetriesPerRequest: 1,
    retryStrategy: attempt => Math.min(attempt * 100, 3_000),
  });
  client.on('error', error => warn('the connection to Redis failed', error));
  return {
    client,
    healthy: () =>
      client.ping().then(
        () => true,
        () => false,
      ),
    close: async () => {
      client.disconnect();
    },
  };
};
