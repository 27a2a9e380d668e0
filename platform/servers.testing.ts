/** For tests: what a service is composed with, on stand-ins in this process, and a Nest application of its parts. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Role } from '@yunzhen/contracts/roles';
import type { JWK } from 'jose';
import { createApp, type Part } from './app.ts';
import { audit } from './audit/trail.ts';
import { clickhouse } from './clickhouse.ts';
import { hub } from './hub.ts';
import { leases } from './lease.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { type TestRuntime, testRuntime } from './runtime.testing.ts';
import { sealing } from './sealing.ts';
import type { Servers } from './servers.ts';
import { testBlobs } from './testing/blobs.ts';
import { testRedis } from './testing/redis.ts';
import { tokens } from './tokens.ts';

/** Statistics and pushes go nowhere: nothing listens there. */
const nowhere = 'http://127.0.0.1:1';

export const testServers = async () => {
  const given: TestRuntime = await testRuntime();
  const { db, store, mongo } = given;
  const lines: string[] = [];
  const logger = log({ service: 'test', level: 'info', destination: { write: line => lines.push(line) } });
  const measures = metrics('test');
  const cache = await testRedis();
  const facts = clickhouse(nowhere, 'test', 'test');
  const { blobs: files, close: closeFiles } = await testBlobs();
  const clock = { now: Date.now };
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const signIn = await tokens({ db, key, revocationDelay: 0, now: () => clock.now() });
  const sealed = sealing({ db, masterKey: randomBytes(32), blindIndexKey: randomBytes(32) });
  const trail = audit({ db, sealing: sealed, warn: (message, error) => logger.warn({ err: error }, message) });
  const servers: Servers = {
    store,
    mongo: { client: mongo, db, healthy: async () => true, close: async () => undefined },
    leases: leases(db),
    clickhouse: facts,
    redis: cache,
    hub: hub({ url: nowhere, apiKey: 'key', tokenSecret: 'a secret that is long enough for it' }),
    blobs: files,
    tokens: signIn,
    sealing: sealed,
    audit: trail,
    checks: [],
    close: async () => undefined,
  };
  const ends: (() => Promise<unknown>)[] = [
    trail.close,
    () => given.close(),
    () => facts.close(),
    () => cache.close(),
    closeFiles,
  ];
  return {
    given,
    servers,
    log: logger,
    metrics: measures,
    /** What was logged. */
    lines,
    /** What tokens take for now. */
    clock,
    bearer: async (id: string, role: Role) => ({ authorization: `Bearer ${await signIn.issueAccess(id, [role])}` }),
    /** Not listening; `inject` works at once. */
    app: async (...parts: readonly Part[]) => {
      const app = await createApp({ parts, checks: [], log: logger, metrics: measures, audit: trail });
      await app.init();
      ends.unshift(
        () => app.close(),
        async () => {
          for (const part of parts) await part.stop();
        },
      );
      return app;
    },
    close: async () => {
      for (const end of ends) await end();
    },
  };
};
