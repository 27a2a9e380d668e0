/** `npm run bench`: how much of its servers' speed the product keeps; ours and the bare server's in turn, in one run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { House, Measured } from './measure.ts';
import { catchUp } from './measures/catch-up.ts';
import { chat } from './measures/chat.ts';
import { command } from './measures/command.ts';
import { lag } from './measures/lag.ts';
import { query, queryCached } from './measures/query.ts';
import { part } from './part.ts';
import type { prepare as hospital } from './parts/hospital.ts';
import { table } from './table.ts';

const measures: Readonly<Record<string, (house: House) => Promise<Measured>>> = {
  catchUp,
  command,
  lag,
  chat,
  queryCached,
  query,
};

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    events: { type: 'string', default: '20000' },
    only: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const started = performance.now();
const progress = (line: string) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });

const chosen = values.only ? values.only.split(',') : Object.keys(measures);
const unknown = chosen.find(name => !Object.hasOwn(measures, name));
if (unknown) throw new RangeError(`there is no measure ${unknown}, but ${Object.keys(measures).join(', ')}`);

mkdirSync('.data', { recursive: true });
const dataDir = mkdtempSync(`${resolve('.data')}/bench-`);
const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model ?? 'unknown', node: process.version };
progress(`${machine.cores} cores, ${machine.cpu}, Node ${machine.node}`);
progress('starting a hospital and filling it');
const running = await part<typeof hospital>('hospital', {
  dataDir,
  port: await freePort(),
  database: `bench_${process.pid}`,
  events: Number(values.events),
  conversations: 256,
});
try {
  const { told } = running;
  progress(`open, with ${told.events} events; stand-ins: ${told.standins.join(', ')}`);
  const results: Record<string, Measured> = {};
  for (const name of chosen)
    results[name] = await (measures[name] as (house: House) => Promise<Measured>)({
      hospital: running,
      rounds: Number(values.rounds),
      progress: line => progress(`${name}: ${line}`),
      most: () => results.command?.ours,
    });
  say(table(results));
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ machine, standins: told.standins, results }, null, 2)}\n`);
} finally {
  await running.close();
  rmSync(dataDir, { recursive: true, force: true });
}
