/** What came of a run, as a table: the times of every route, what followed by itself, the journeys, and what was asked of them. */
import { journeyNames } from './journeys/journey.ts';
import { partOf, type Route, routes } from './routes.ts';
import { origin, shapeName } from './settings.ts';
import { followings } from './waiting.ts';

/** The part of what k6 hands to `handleSummary` that is shown. */
export interface Results {
  readonly state: { readonly testRunDurationMs: number };
  readonly root_group: {
    readonly checks: readonly { readonly name: string; readonly passes: number; readonly fails: number }[];
  };
  readonly metrics: Readonly<Record<string, Metric | undefined>>;
}
interface Metric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** What k6 works out for every time, and the columns in their order. */
export const summaryTrendStats = ['count', 'avg', 'p(95)', 'p(99)', 'max'];

const line = (name: string, cells: readonly string[]) =>
  `  ${name.padEnd(50)}${cells.map(cell => cell.padStart(8)).join('')}`;
const whole = (number = 0) => number.toFixed(0);

/** Without those that nobody came by. */
const times = (title: string, rows: readonly (readonly [string, Metric | undefined])[]): string[] => [
  line(title, summaryTrendStats),
  ...rows
    .filter(([, metric]) => metric?.values.count)
    .map(([name, metric]) =>
      line(
        name,
        summaryTrendStats.map(stat => whole(metric?.values[stat])),
      ),
    ),
  '',
];

const livedOf = ({ values: { passes = 0, fails = 0 } }: Metric) => `${passes} of ${passes + fails} lived to the end`;

/** What a threshold was given to judge: the statistic that it names. */
const found = ({ values }: Metric, asked: string) => {
  const value = values[asked.split(/[<>=]/)[0] ?? ''] ?? 0;
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
};

const verdicts = (metrics: Results['metrics']): string[] =>
  Object.entries(metrics)
    .flatMap(([name, metric]) =>
      Object.entries(metric?.thresholds ?? {}).map(
        ([asked, { ok }]) => `  ${ok ? '✓' : '✗'} ${name} ${asked} (${metric && found(metric, asked)})`,
      ),
    )
    .sort();

const timesOf = (route: Route) => `http_req_duration{part:${partOf(route)},name:${route}}`;
const waitsFor = (what: string) => `followed{what:${what}}`;

/** The submetrics behind the rows; k6 keeps only those that a threshold names, even an empty one. */
export const kept: Readonly<Record<string, string[]>> = Object.fromEntries([
  ...routes.map(route => [timesOf(route), []]),
  ...followings.map(what => [waitsFor(what), []]),
]);

export const summary = ({ state, root_group: { checks }, metrics }: Results): string =>
  [
    '',
    `${shapeName} at ${origin}, ${(state.testRunDurationMs / 1_000).toFixed(1)} s; times in ms`,
    '',
    ...times(
      'route',
      routes.map(route => [route, metrics[timesOf(route)]]),
    ),
    ...times(
      'follows by itself',
      followings.map(what => [what, metrics[waitsFor(what)]]),
    ),
    ...journeyNames.flatMap(name => {
      const metric = metrics[`journeys{journey:${name}}`];
      return metric ? [`  ${name.padEnd(50)}  ${livedOf(metric)}`] : [];
    }),
    '',
    ...checks
      .filter(({ fails }) => fails > 0)
      .map(({ name, passes, fails }) => `  ✗ ${name}: ${fails} of ${passes + fails} failed`),
    ...verdicts(metrics),
    '',
  ].join('\n');
