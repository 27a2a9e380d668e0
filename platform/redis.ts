/** Redis through ioredis: a cache that may be gone, so a command fails soon instead of waiting for it. */
import { Redis, type RedisOptions } from 'ioredis';

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

/** `mock:` keeps everything in this process; the package that does it is only installed where that is wanted. */
const inProcess = async (options: RedisOptions): Promise<Redis> => {
  const specifier = 'ioredis-mock';
  const { default: Mock } = (await import(specifier)) as { default: new (options: RedisOptions) => Redis };
  return new Mock(options);
};

export const redis = async (url: string, { name, warn = () => undefined }: RedisSettings): Promise<RedisServer> => {
  const options: RedisOptions = {
    connectionName: name,
    connectTimeout: 5_000,
    commandTimeout: 1_000,
    maxRetriesPerRequest: 1,
    retryStrategy: attempt => Math.min(attempt * 100, 3_000),
  };
  const client = url === 'mock:' ? await inProcess(options) : new Redis(url, options);
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
