/** `npm run visit`: lives a whole visit in a running hospital, through nothing but its public API and its pushes. */
import { parseArgs } from 'node:util';
import colour from 'picocolors';
import { Mistake, portOf } from '../arguments.ts';
import { happy } from './happy.ts';
import { narrator } from './narrator.ts';
import { stage, VisitFailed } from './stage.ts';

const started = performance.now();
const print = (line: string) => process.stdout.write(`${line}\n`);

const readArguments = () => {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' }, wrong: { type: 'boolean', default: false } } });
    return { port: portOf(values.port), wrong: values.wrong };
  } catch (error) {
    if (error instanceof Mistake) throw error;
    throw new Mistake(`${(error as Error).message.split('\n')[0]} (known: --port N, --wrong)`);
  }
};

const reachable = async (origin: string): Promise<void> => {
  const ready = await fetch(`${origin}/health/ready`).catch(() => null);
  if (!ready) throw new Mistake(`no hospital answers at ${origin}; start one with npm start, or give its --port`);
};

try {
  const { port } = readArguments();
  const origin = `http://127.0.0.1:${port}`;
  await reachable(origin);
  const on = stage(origin, narrator(print));
  await happy(on);
  on.leave();
  print('');
  print(colour.green(`就诊完成，全部如期发生（${((performance.now() - started) / 1_000).toFixed(1)} 秒）`));
  process.exit(0);
} catch (error) {
  const known = error instanceof VisitFailed || error instanceof Mistake;
  process.stderr.write(`\n${colour.red(known ? error.message : ((error as Error).stack ?? String(error)))}\n`);
  process.exit(1);
}
