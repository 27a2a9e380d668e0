import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { askedFor } from './arguments.ts';

/** Every core may be busy with something else. */
jest.setTimeout(600_000);

const root = join(import.meta.dirname, '..');

/** The command itself, in a process of its own: it takes that process's clock away. */
const simulate = (...args: readonly string[]): Promise<{ code: unknown; out: string; error: string }> =>
  new Promise(resolve => {
    const command = ['--import', '@oxc-node/core/register', 'simulate/simulate.ts', ...args];
    execFile(process.execPath, command, { cwd: root, maxBuffer: 10_000_000 }, (failure, out, error) =>
      resolve({ code: failure?.code ?? 0, out, error }),
    );
  });

// Begun at once: every core has something to do.
const lived = simulate('--seeds', '100');
const hunted = simulate('--bugs', '--seeds', '2000');

test('100 seeds break nothing', async () => {
  const { code, out } = await lived;
  expect(out).toMatch(/^100 seeds, .* 0 broken;/m);
  expect(code).toBe(0);
});

test('every planted bug is found, and docs/simulation.md tells of each', async () => {
  const { code, out } = await hunted;
  const rows = [...out.matchAll(/^\| (.*) \| (.*) \| (\d+) \|$/gm)].map(([, bug, breaks]) => `| ${bug} | ${breaks} |`);
  expect(out).not.toContain('not found');
  expect(code).toBe(0);
  expect(rows.length).toBeGreaterThanOrEqual(10);
  const page = readFileSync(join(root, 'docs/simulation.md'), 'utf8');
  expect(rows.filter(row => !page.includes(row))).toEqual([]);
});

test('a failure names its seed, and that seed alone fails again in the same way', async () => {
  const bug = 'money that comes late is kept';
  const first = await simulate('--bug', bug, '--seeds', '20');
  const seed = /^seed (\d+) breaks/m.exec(first.out)?.[1] ?? '';
  expect(first.code).toBe(1);
  expect(first.out).toContain(`npm run simulate -- --seed ${seed} --bug '${bug}'`);
  const again = await simulate('--seed', seed, '--bug', bug);
  expect(again.code).toBe(1);
  const told = (out: string) => out.slice(0, out.indexOf('  again: '));
  expect(told(again.out).split('\n').length).toBeGreaterThan(5);
  expect(told(again.out)).toBe(told(first.out));
});

test.each([
  [['--seeds', 'many'], '--seeds is a whole number from 1, not many'],
  [['--seeds', '0'], '--seeds is a whole number from 1, not 0'],
  [['--seed', '3', '--seeds', '5'], '--seed is one seed'],
  [['--bugs', '--seed', '3'], '--bugs hunts every bug from seed 1'],
  [['--speed', '3'], "Unknown option '--speed'"],
])('%j is a mistake', (args, line) => expect(() => askedFor(args)).toThrow(line));

test('a mistake is one clear line', async () => {
  const { code, out, error } = await simulate('--bug', 'none of these');
  expect([code, out]).toEqual([1, '']);
  expect(error.trimEnd().split('\n')).toEqual([expect.stringContaining('no bug is called none of these')]);
});
