/** A Redis of a test's own, with the client that the product uses. */
import { start } from '../../standins/redis/server.ts';
import { type RedisServer, type RedisSettings, redis } from '../redis.ts';

export interface TestRedis extends RedisServer {
  readonly url: string;
}

export const testRedis = async (settings: Partial<RedisSettings> = {}): Promise<TestRedis> => {
  const standin = await start({ port: 0 });
  const server = redis(standin.url, { name: 'test', timeout: 10_000, ...settings });
  // Connected: until then a cache does without it.
  await server.client.ping();
  return {
    ...server,
    url: standin.url,
    close: async () => {
      await server.close();
      await standin.close();
    },
  };
};
