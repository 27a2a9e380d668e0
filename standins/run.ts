/** `npm run standin -- <name> --port N --data DIR`: starts one stand-in, says where it listens, and stops when told or left alone. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Standin, StandinOptions } from './standin.ts';

type Starter = { readonly start: (options: StandinOptions & Record<string, unknown>) => Promise<Standin> };

/** What each name stands for, and where it is; loaded only when asked for, because engines are heavy. */
const standins: Record<string, { readonly what: string; readonly load: () => Promise<Starter> }> = {
  eventstoredb: { what: 'EventStoreDB', load: load('./eventstoredb/server.ts') },
  mongodb: { what: 'MongoDB', load: load('./mongodb/server.ts') },
  clickhouse: { what: 'ClickHouse', load: load('./clickhouse/server.ts') },
  redis: { what: 'Redis', load: load('./redis/server.ts') },
  centrifugo: { what: 'Centrifugo', load: load('./centrifugo/server.ts') },
  wechat: { what: 'WeChat sign-in and WeChat Pay', load: load('./outside/wechat/server.ts') },
  his: { what: 'the hospital information system', load: load('./outside/his/server.ts') },
  s3: { what: 'an S3 server', load: load('./s3/server.ts') },
};

// The path is a variable on purpose: one stand-in must neither load nor type-check the others.
function load(path: string) {
  return () => import(path) as Promise<Starter>;
}

const usage = `usage: standin <${Object.keys(standins).join('|')}> --port N --data DIR [--settings FILE]`;

const portOf = (text: string) => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port must be 0 to 65535, not ${text}`);
  return port;
};

const settingsOf = (file: string | undefined): Record<string, unknown> => {
  if (file === undefined) return {};
  const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
    throw new Error(`${file} must hold one JSON object`);
  return { ...settings };
};

const start = async () => {
  if (process.env.NODE_ENV === 'production') throw new Error('a stand-in never runs with NODE_ENV=production');
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, data: { type: 'string' }, settings: { type: 'string' } },
  });
  const chosen = positionals.length === 1 ? standins[`${positionals[0]}`] : undefined;
  if (!chosen || !values.port || !values.data) throw new Error(usage);
  const options = { ...settingsOf(values.settings), port: portOf(values.port), dir: values.data };
  const standin = await (await chosen.load()).start(options);
  process.stderr.write(`stand-in for ${chosen.what}, not the real one; data in ${values.data}\n`);
  return standin;
};

try {
  const standin = await start();
  let closing = false;
  const close = async () => {
    if (closing) return;
    closing = true;
    await standin.close();
    process.exit(0);
  };
  process.once('SIGTERM', close).once('SIGINT', close);
  process.once('disconnect', close);
  process.stdout.write(`${standin.url}\n`);
  // The parent may have gone while the engine was starting.
  if (process.connected) process.send?.({ url: standin.url });
  else if (process.send) await close();
} catch (error) {
  const message = error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : `${error}`;
  process.stderr.write(`${message.replace(/^\w*Error( \[\w+\])?: /, '').split('\n', 1)[0]}\n`);
  process.exit(1);
}
