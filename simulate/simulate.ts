/** `npm run simulate -- --seeds N [--seed S]`: lives so many seeds, or one of them again, and says which one breaks what must hold. */
import { parseArgs } from 'node:util';
import { ownTime } from './world/time.ts';

const { performance } = globalThis;
ownTime();
const { origin } = await import('./origin.ts');
const { runSeed } = await import('./run.ts');
const { bugs } = await import('./bugs.ts');

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    bug: { type: 'string' },
    trace: { type: 'string', default: '40' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const began = performance.now();
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const planted = values.bug === undefined ? undefined : bugs[values.bug];
if (values.bug !== undefined && !planted)
  throw new RangeError(`no bug is called ${values.bug}; known: ${Object.keys(bugs).join('; ')}`);
const start = { ...(await origin(planted)), traced: Number(values.trace) };
let [turns, events, steps, broken] = [0, 0, 0, 0];
for (let seed = from; seed < from + count; seed++) {
  const lived = await runSeed(seed, start);
  turns += lived.turns;
  events += lived.events;
  steps += lived.steps;
  if (lived.violation || values.seed !== undefined) {
    for (const line of lived.violation?.trace ?? []) say(`  ${line}`);
    if (lived.violation)
      say(`seed ${seed} breaks ${lived.violation.message}\n  again: npm run simulate -- --seed ${seed}`);
  }
  if (lived.violation && ++broken >= 3) break;
}
const seconds = (performance.now() - began) / 1_000;
say(
  `${count} seeds, ${steps} steps, ${events} events, ${turns} turns, ${broken} broken; ${(count / seconds).toFixed(0)} seeds/s, ${((process.cpuUsage().user + process.cpuUsage().system) / 1_000 / count).toFixed(1)} ms CPU a seed`,
);
process.exitCode = broken > 0 ? 1 : 0;
