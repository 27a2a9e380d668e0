/** `npm run campaign -- --rounds N`: kills processes of a hospital while people visit it, and looks for anything lost, doubled or wrong. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsed, runCommand, UsageError } from '@yunzhen/platform/command-line';
import { troubles } from './people.ts';
import { campaign } from './rounds.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const roundsOf = (argv: readonly string[]): number => {
  const { rounds } = parsed(argv, { rounds: { type: 'string', default: '50' } }, '(known: --rounds N)');
  if (!/^[1-9]\d*$/.test(rounds)) throw new UsageError(`--rounds is a whole number from 1, not ${rounds}`);
  return Number(rounds);
};

const run = async (): Promise<void> => {
  const rounds = roundsOf(process.argv.slice(2));
  const dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-campaign-'));
  const { findings, visits, kills, acknowledged } = await campaign({ dataDir, rounds, powerEvery: 6, say });
  say(`${visits} visits, ${kills} kills, ${acknowledged.length} commands acknowledged`);
  say(`on the way: ${[...troubles].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  for (const finding of findings) say(finding);
  if (findings.length > 0) say(`${findings.length} findings; everything is in ${dataDir}`);
  else await rm(dataDir, { recursive: true, force: true });
  process.exit(findings.length === 0 ? 0 : 1);
};

await runCommand(run);
