/**
 * `npm run visit`: lives a whole visit in a running hospital, through nothing but its public API and its pushes; with `--wrong` what
 * goes wrong, in a hospital of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsed, UsageError } from '@yunzhen/platform/command-line';
import colour from 'picocolors';
import { portOf } from '../arguments.ts';
import { happy } from './happy.ts';
import { narrator } from './narrator.ts';
import { type OwnHospital, ownHospital } from './own-hospital.ts';
import { stage, VisitFailed } from './stage.ts';
import { shortHold, wrong } from './wrong/wrong.ts';

const started = performance.now();
const print = (line: string) => process.stdout.write(`${line}\n`);

const readArguments = () => {
  const options = { port: { type: 'string' }, wrong: { type: 'boolean', default: false } } as const;
  const values = parsed(process.argv.slice(2), options, '(known: --port N, --wrong)');
  return { port: portOf(values.port), wrong: values.wrong };
};

const reachable = async (origin: string): Promise<void> => {
  const ready = await fetch(`${origin}/health/ready`).catch(() => null);
  if (!ready) throw new UsageError(`no hospital answers at ${origin}; start one with npm start, or give its --port`);
};

const liveHappy = async (origin: string): Promise<void> => {
  await reachable(origin);
  const on = stage(origin, narrator(print));
  await happy(on);
  on.leave();
};

/** Its faults would harm whoever uses the running hospital: it has one of its own, gone when it is over. */
const liveWrong = async (): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-visit-'));
  let own: OwnHospital | undefined;
  const clear = async (): Promise<void> => {
    await own?.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  process.once('SIGINT', () => void clear().finally(() => process.exit(130)));
  try {
    print('');
    print(colour.dim(`  starting a small hospital for what goes wrong; it holds a number for ${shortHold * 60} s`));
    own = await ownHospital({ dataDir, holdMinutes: shortHold, say: line => print(colour.dim(`  ${line}`)) });
    const on = stage(own.origin, narrator(print));
    await wrong(on, own).finally(on.leave);
  } finally {
    await clear();
  }
};

try {
  const { port, wrong: goesWrong } = readArguments();
  const origin = `http://127.0.0.1:${port}`;
  if (goesWrong) await liveWrong();
  else await liveHappy(origin);
  print('');
  print(colour.green(`全部如期发生（${((performance.now() - started) / 1_000).toFixed(1)} 秒）`));
  process.exit(0);
} catch (error) {
  const known = error instanceof VisitFailed || error instanceof UsageError;
  process.stderr.write(`\n${colour.red(known ? error.message : ((error as Error).stack ?? String(error)))}\n`);
  process.exit(1);
}
