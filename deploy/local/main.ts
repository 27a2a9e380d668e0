/** `npm start`: brings a whole hospital up on this machine, shows what it does, and stops everything on Ctrl-C. */
import { once } from 'node:events';
import { accessSync, constants, createWriteStream, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, resolve } from 'node:path';
import { StoreMismatch } from '@yunzhen/platform/checkpoint';
import { UsageError } from '@yunzhen/platform/command-line';
import { ConfigError } from '@yunzhen/platform/config';
import colour from 'picocolors';
import { readArguments } from './arguments.ts';
import { children } from './children.ts';
import { checkDataFolder } from './contract/data-folder.ts';
import { localEnvironment, understood } from './environment.ts';
import { startOver } from './fresh.ts';
import { serveFronts } from './front-servers.ts';
import { buildFronts } from './fronts.ts';
import { type Hospital, hospital } from './hospital.ts';
import { accounts } from './seed/accounts.ts';
import { tellChannel } from './seed/channel-history.ts';
import { reconcilePast } from './seed/reconciled.ts';
import { seed } from './seed/seed.ts';
import type { Service } from './services.ts';
import { watchServices } from './watch.ts';

const started = performance.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
const step = (line: string) =>
  say(`${colour.dim(`${((performance.now() - started) / 1_000).toFixed(1).padStart(5)} s`)}  ${line}`);

/** One level at a time: Node's own recursion never ends where a file system refuses with ENOENT, as /proc does. */
const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
};

const usable = async (port: number, dataDir: string): Promise<void> => {
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new UsageError(`${dataDir} cannot be written to; --data DIR takes another folder`);
  }
  const probe = createServer();
  probe.listen(port, '0.0.0.0');
  await once(probe, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `port ${port} ${error.code === 'EACCES' ? 'is not allowed' : 'is taken'}; --port N takes another`,
    );
  });
  probe.close();
  await once(probe, 'close');
};

const run = async (): Promise<void> => {
  const { port, fresh, yes, dataDir: folder, apart, watch } = readArguments(process.argv.slice(2));
  const dataDir = resolve(folder);
  if (fresh) await startOver(dataDir, understood(process.env), { yes, say: step });
  await usable(port, dataDir);

  let running: Hospital | undefined;
  let stopping: Promise<void> | undefined;
  const stopped = new AbortController();
  const stop = (code: number) => {
    stopping ??= (async () => {
      stopped.abort();
      say('');
      step('stopping …');
      await running?.close().catch(() => undefined);
      await parts.stop();
      rmSync(`${dataDir}/running.json`, { force: true });
      step('stopped; everything is kept in the data folder');
      process.exit(code);
    })();
    return stopping;
  };
  const died = (name: string, why: string) => {
    const then = apart ? 'it is started again' : `its log is ${dataDir}/log/${name}.log`;
    process.stderr.write(`${name} ${why}; ${then}\n`);
    if (!apart) void stop(1);
  };
  const parts = children(dataDir, died, apart);
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));

  try {
    step(`data in ${dataDir}`);
    if (!understood(process.env).EVENT_STORE_URL) checkDataFolder(dataDir);
    // Front ends are built while the hospital is filled; both take a while the first time.
    const fronts = watch ? serveFronts(parts) : buildFronts(step);
    fronts.catch(() => undefined);
    const started = (name: string) => step(`started ${name}`);
    const origin = `http://127.0.0.1:${port}`;
    const environment = await localEnvironment(dataDir, origin, parts, started);
    mkdirSync(`${dataDir}/log`, { recursive: true });
    const log = createWriteStream(`${dataDir}/log/hospital.log`, { flags: 'a' });
    running = await hospital(environment, log, apart ? parts : undefined);
    const { MONGODB_URL, EVENT_STORE_URL } = environment.env;
    writeFileSync(`${dataDir}/running.json`, JSON.stringify({ MONGODB_URL, EVENT_STORE_URL }), { mode: 0o600 });
    step('services composed');
    await seed(running, openidsFrom(environment.standins.wechat), step, { open: true });
    if (environment.standins.wechat) await tellChannel(running.servers, environment.standins.wechat);
    const services = await running.open(port, await fronts);
    if (environment.standins.wechat)
      reconcilePast(running, stopped.signal).then(
        done => done && step('the past weeks are reconciled, with a few differences left'),
        error => {
          if (!stopping) step(`the past weeks are not reconciled: ${(error as Error).message}`);
        },
      );
    if (watch) watchServices(parts, step, stopped.signal);
    step(colour.green('the hospital is open'));
    say(welcome(port, services));
  } catch (error) {
    if (stopping) return stopping;
    await running?.close().catch(() => undefined);
    await parts.stop();
    throw error;
  }
};

/** The WeChat stand-in knows everybody; with the real one, demo patients exist in the seed alone. */
const openidsFrom =
  (wechat: string | undefined) =>
  async (person: string): Promise<string> => {
    if (!wechat) return `demo-${person}`;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${wechat}/_standin/codes`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ person }),
    });
    return ((await response.json()) as { openid: string }).openid;
  };

const welcome = (port: number, services: readonly Service[]): string => {
  const at = `http://127.0.0.1:${port}`;
  return [
    '',
    `  ${colour.bold('云诊 Yunzhen')}   ${colour.cyan(`${at}/`)}`,
    `  dashboard        ${colour.cyan(`${at}/admin/`)}`,
    `  API              ${colour.cyan(`${at}/api`)}`,
    `  live a visit     npm run visit${port === 8080 ? '' : ` -- --port ${port}`}`,
    ...services.map(
      ({ name, url }) => `  ${name.padEnd(16)} ${colour.cyan(url)} ${colour.dim('/health/ready /metrics')}`,
    ),
    '',
    ...accounts.map(({ role, login, password }) => `  ${role.padEnd(12)} ${login.padEnd(14)} ${password}`),
    '',
    `  ${colour.dim('Ctrl-C stops everything; --fresh starts over.')}`,
    '',
  ].join('\n');
};

run().catch(error => {
  const known = error instanceof UsageError || error instanceof ConfigError;
  const said =
    error instanceof StoreMismatch
      ? `${error.message}. Put back the event store that belongs to this MongoDB, or start over with --fresh`
      : known
        ? error.message
        : ((error as Error).stack ?? String(error));
  process.stderr.write(`${colour.red(said)}\n`);
  process.exit(1);
});
