/**
 * `npm run simulate -- --seeds N`: lives so many seeds and says which of them breaks what must hold; `--seed N` lives one again and
 * tells it; `--bugs` hunts every planted bug. Ends with code 1 when something broke, or a bug was not found.
 */
import { runCommand, UsageError } from '@yunzhen/platform/command-line';
import { askedFor } from './arguments.ts';
import { ownTime } from './world/time.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const progressMs = 10_000;

const simulate = async (argv: readonly string[]): Promise<boolean> => {
  const { from, seeds, one, trace, bug, hunt } = askedFor(argv);
  ownTime();
  const { origin } = await import('./origin.ts');
  const { runSeed } = await import('./run.ts');
  const { bugs } = await import('./bugs.ts');
  const { story } = await import('./story.ts');
  const planted = bug === undefined ? {} : bugs[bug];
  if (!planted) throw new UsageError(`no bug is called ${bug} (known: ${Object.keys(bugs).join('; ')})`);
  const start = { ...(await origin()), planted };

  if (hunt) {
    let missed = 0;
    say('| planted bug | what it breaks | found by seed |\n|---|---|---|');
    for (const [name, { breaks, near, ...planted }] of Object.entries(bugs)) {
      const finds = async (seed: number) =>
        (await runSeed(seed, { ...start, planted })).violation?.invariant === breaks;
      let seed = near;
      if (!(await finds(near))) for (seed = 1; seed <= seeds && !(await finds(seed)); ) seed++;
      if (seed > seeds) missed++;
      say(`| ${name} | ${breaks} | ${seed > seeds ? 'not found' : seed} |`);
    }
    return missed === 0;
  }

  const began = performance.now();
  let told = began;
  let [lived, turns, events, steps, broken] = [0, 0, 0, 0, 0];
  const rate = (count: number) => (count / ((performance.now() - began) / 1_000)).toFixed(0);
  for (let seed = from; seed < from + seeds && broken < 3; seed++) {
    const { violation, ...done } = await runSeed(seed, start);
    lived++;
    turns += done.turns;
    events += done.events;
    steps += done.steps;
    if (violation) broken++;
    if (violation || one) {
      const again = await runSeed(seed, { ...start, traced: Number.POSITIVE_INFINITY });
      for (const line of story(again, trace)) say(`  ${line}`);
    }
    if (violation) {
      say(`seed ${seed} breaks ${violation.message}`);
      say(`  again: npm run simulate -- --seed ${seed}${bug === undefined ? '' : ` --bug '${bug}'`}`);
    }
    if (performance.now() - told > progressMs) {
      told = performance.now();
      say(`${lived} of ${seeds} seeds, ${broken} broken; ${rate(lived)} seeds/s`);
    }
  }
  const cpu = process.cpuUsage();
  say(
    `${lived} seeds, ${steps} steps, ${events} events, ${turns} turns, ${broken} broken; ` +
      `${rate(lived)} seeds/s, ${rate(steps)} steps/s, ${((cpu.user + cpu.system) / 1_000_000).toFixed(0)} s CPU`,
  );
  return broken === 0;
};

await runCommand(async () => {
  process.exitCode = (await simulate(process.argv.slice(2))) ? 0 : 1;
});
