/** `npm run campaign -- --rounds N`: kills processes of a hospital while people visit it, and looks for anything lost, doubled or wrong. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { troubles } from './people.ts';
import { campaign } from './rounds.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write('--rounds takes a whole number\n');
  process.exit(1);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const dataDir = await mkdtemp(join(tmpdir(), 'yunzhen-campaign-'));
const { findings, visits, kills, acknowledged } = await campaign({ dataDir, rounds, powerEvery: 6, say });
say(`${visits} visits, ${kills} kills, ${acknowledged.length} commands acknowledged`);
say(`on the way: ${[...troubles].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
for (const finding of findings) say(finding);
if (findings.length > 0) say(`${findings.length} findings; everything is in ${dataDir}`);
else await rm(dataDir, { recursive: true, force: true });
process.exit(findings.length > 0 ? 1 : 0);
