/** What the command line of the bench takes; anything wrong is one clear line. */
import { parsed, UsageError } from '@yunzhen/platform/command-line';
import { type Measure, measures } from './measures/all.ts';

export interface AskedFor {
  /** Where the results are written, too. */
  readonly json: string | undefined;
  /** Where the growth is drawn. */
  readonly svg: string | undefined;
  readonly rounds: number;
  /** How many events are there to catch up with, at least; the growth is measured at each. */
  readonly events: readonly [number, ...number[]];
  /** How many lines each book has of the day that is reconciled. */
  readonly lines: number;
  readonly only: readonly Measure[];
  readonly growth: boolean;
}

const names = Object.keys(measures);
const known = [...names, 'growth'].join(',');
const usage = `(known: --json FILE, --rounds N, --events N, --lines N, --only ${known}; with growth --events N,N,… and --svg FILE)`;

const whole = (name: string, text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`--${name} is a whole number from 1, not ${text} ${usage}`);
  return number;
};
const isMeasure = (name: string): name is Measure => Object.hasOwn(measures, name);

export const askedFor = (argv: readonly string[]): AskedFor => {
  const options = {
    json: { type: 'string' },
    svg: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    events: { type: 'string', default: '20000' },
    lines: { type: 'string', default: '1000000' },
    only: { type: 'string', default: names.join(',') },
  } as const;
  const values = parsed(argv, options, usage);
  const only = values.only.split(',');
  const growth = only.includes('growth');
  const unknown = only.find(name => name !== 'growth' && !isMeasure(name));
  if (unknown !== undefined) throw new UsageError(`there is no measure ${unknown} ${usage}`);
  const [first = '', ...more] = values.events.split(',');
  if (!growth && (more.length > 0 || values.svg))
    throw new UsageError(`only growth has several sizes, or a picture ${usage}`);
  return {
    json: values.json,
    svg: values.svg,
    rounds: whole('rounds', values.rounds),
    events: [whole('events', first), ...more.map(size => whole('events', size))],
    lines: whole('lines', values.lines),
    only: only.filter(isMeasure),
    growth,
  };
};
