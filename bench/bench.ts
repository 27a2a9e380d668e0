/** `npm run bench`: how much of its servers' speed the product keeps; ours and the bare server's in turn, in one run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { Mistake } from '@yunzhen/local/arguments';
import { askedFor } from './arguments.ts';
import type { Lines, Measured } from './measure.ts';
import { measures } from './measures/all.ts';
import { type Part, part } from './part.ts';
import type { prepare as hospital } from './parts/hospital.ts';
import { table } from './table.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const started = performance.now();
const progress = (line: string) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

const isOne = (lines: Lines): lines is Measured => typeof lines.unit === 'string';
const named = (key: string, lines: Lines): Record<string, Measured> =>
  isOne(lines) ? { [key]: lines } : Object.fromEntries(Object.entries(lines).map(([of, one]) => [`${key} ${of}`, one]));

/** Others on the same machine show in the load: more than its cores, and only the ratios mean anything. */
const load = () => Number(loadavg()[0]?.toFixed(1));

const run = async (): Promise<void> => {
  const { json, rounds, events, only } = askedFor(process.argv.slice(2));
  mkdirSync('.data', { recursive: true });
  const dataDir = mkdtempSync(`${resolve('.data')}/bench-`);
  const database = `bench_${process.pid}`;
  let running: Part<typeof hospital> | undefined;
  const stop = async () => {
    await running?.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
  try {
    const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model, node: process.version, load: load() };
    progress(`${machine.cores} cores, ${machine.cpu}, load ${machine.load}, Node ${machine.node}`);
    progress('starting a hospital and filling it');
    running = await part<typeof hospital>('hospital', { dataDir, database, events, conversations: 512 });
    const { told } = running;
    const standins = told.standins.length === 0 ? 'no stand-ins' : `stand-ins: ${told.standins.join(', ')}`;
    progress(`open, with ${told.events} events; ${standins}`);
    const results: Record<string, Measured> = {};
    for (const name of only)
      Object.assign(
        results,
        named(
          name,
          await measures[name]({
            hospital: running,
            rounds,
            progress: line => progress(`${name}: ${line}`),
          }),
        ),
      );
    progress(`done, load ${load()}`);
    say(table(results));
    if (json)
      writeFileSync(json, `${JSON.stringify({ machine, standins: told.standins, rounds, results }, null, 2)}\n`);
  } finally {
    await stop();
  }
};

run().catch(error => {
  process.stderr.write(`${error instanceof Mistake ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
