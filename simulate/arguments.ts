/** What the command line of the simulation takes; anything wrong is one clear line. */
import { parsed, UsageError } from '@yunzhen/platform/command-line';

export interface AskedFor {
  readonly from: number;
  readonly seeds: number;
  /** One seed, lived again and told. */
  readonly one: boolean;
  /** Lines that are told of a seed. */
  readonly trace: number;
  /** A planted bug that everything runs with. */
  readonly bug: string | undefined;
  /** Every planted bug is hunted. */
  readonly hunt: boolean;
}

const usage = '(known: --seeds N, --from N, --seed N, --trace LINES, --bug NAME, --bugs)';

export const askedFor = (argv: readonly string[]): AskedFor => {
  const options = {
    seeds: { type: 'string' },
    from: { type: 'string' },
    seed: { type: 'string' },
    trace: { type: 'string', default: '40' },
    bug: { type: 'string' },
    bugs: { type: 'boolean', default: false },
  } as const;
  const values = parsed(argv, options, usage);
  const { seed, bug, bugs: hunt } = values;
  const whole = (name: 'seeds' | 'from' | 'seed' | 'trace', otherwise: string): number => {
    const text = values[name] ?? otherwise;
    if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${name} is a whole number from 1, not ${text} ${usage}`);
    return Number(text);
  };
  const one = seed !== undefined;
  if (one && (values.seeds !== undefined || values.from !== undefined))
    throw new UsageError(`--seed is one seed: it takes neither --seeds nor --from ${usage}`);
  if (hunt && (one || bug !== undefined || values.from !== undefined))
    throw new UsageError(`--bugs hunts every bug from seed 1: it takes --seeds only ${usage}`);
  return {
    from: one ? whole('seed', '1') : whole('from', '1'),
    seeds: one ? 1 : whole('seeds', hunt ? '2000' : '1000'),
    one,
    trace: whole('trace', '40'),
    bug,
    hunt,
  };
};
