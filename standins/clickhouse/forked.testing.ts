import { forked } from '../outside/forked.testing.ts';
import type { StartStandin } from '../standin.ts';

/** ClickHouse for a test, as a process of its own: the engine opens one folder per process, and tests share theirs. */
export const start: StartStandin = async ({ dir }) => {
  const { url, log, leave } = await forked('clickhouse', dir);
  if (url === 'undefined') throw new Error(`ClickHouse did not start: ${log()}`);
  return {
    url,
    close: async () => {
      await leave();
    },
  };
};
