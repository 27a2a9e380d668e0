/** `npm run bench`: how much of its servers' speed the product keeps; ours and the bare server's in turn, in one run. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { runCommand } from '@yunzhen/platform/command-line';
import { askedFor } from './arguments.ts';
import { type Grown, growth } from './growth.ts';
import type { Lines, Measured } from './measure.ts';
import { measures } from './measures/all.ts';
import { type Part, part } from './part.ts';
import type { prepare as hospital } from './parts/hospital.ts';
import { plot } from './plot.ts';
import { grownTable, table } from './table.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const started = performance.now();
const progress = (line: string) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(6)} s  ${line}`);

/** Others on the same machine show in the load: more than its cores, and only the ratios mean anything. */
const load = () => Number(loadavg()[0]?.toFixed(1));

const isOne = (lines: Lines): lines is Measured => typeof lines.unit === 'string';
const named = (key: string, lines: Lines): Record<string, Measured> =>
  isOne(lines) ? { [key]: lines } : Object.fromEntries(Object.entries(lines).map(([of, one]) => [`${key} ${of}`, one]));

const run = async (): Promise<void> => {
  const { json, svg, rounds, events, lines, only, growth: growing } = askedFor(process.argv.slice(2));
  mkdirSync('.data', { recursive: true });
  const dataDir = mkdtempSync(`${resolve('.data')}/bench-`);
  const database = `bench_${process.pid}`;
  let running: Part<typeof hospital> | undefined;
  const stop = async () => {
    await running?.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
  const results: Record<string, Measured> = {};
  const grown: Grown[] = [];
  let standins: readonly string[] = [];
  try {
    const machine = { cores: availableParallelism(), cpu: cpus()[0]?.model, node: process.version, load: load() };
    progress(`${machine.cores} cores, ${machine.cpu}, load ${machine.load}, Node ${machine.node}`);
    if (only.length > 0) {
      progress('starting a hospital and filling it');
      const house = await part<typeof hospital>('hospital', {
        dataDir,
        database,
        events: events[0],
        conversations: 512,
        screens: only.includes('interactive'),
      });
      running = house;
      ({ standins } = house.told);
      const which = standins.length === 0 ? 'no stand-ins' : `stand-ins: ${standins.join(', ')}`;
      progress(`open, with ${house.told.events} events; ${which}`);
      for (const name of only) {
        const tell = (line: string) => progress(`${name}: ${line}`);
        Object.assign(results, named(name, await measures[name]({ hospital: house, rounds, lines, progress: tell })));
      }
    }
    for (const size of growing ? events : []) {
      const its = { dataDir: `${dataDir}/${size}`, database: `${database}_${size}`, events: size };
      grown.push(await growth({ ...its, progress: line => progress(`growth: ${line}`) }));
    }
    progress(`done, load ${load()}`);
    if (only.length > 0) say(table(results));
    if (growing) say(grownTable(grown));
    if (svg) writeFileSync(svg, plot(grown));
    if (json) {
      const all = { machine, standins, rounds, lines, results, ...(growing && { growth: grown }) };
      writeFileSync(json, `${JSON.stringify(all, null, 2)}\n`);
    }
  } finally {
    await stop();
  }
};

await runCommand(run);
