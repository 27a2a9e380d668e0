/** What came of a run, as tables: the times of every route, what followed by itself, the journeys, and what was asked of them. */
import { partOf, type Route, routes } from './routes.ts';
import { chosen, origin, shapeName } from './settings.ts';
import { followings } from './waiting.ts';

/** The part of what k6 hands to `handleSummary` that is shown. */
export interface Results {
  readonly state: { readonly testRunDurationMs: number };
  readonly root_group: { readonly checks: readonly Check[] };
  readonly metrics: Readonly<Record<string, Metric | undefined>>;
}
interface Check {
  readonly name: string;
  readonly passes: number;
  readonly fails: number;
}
interface Metric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** What k6 works out of every time, and the columns in their order. */
export const summaryTrendStats = ['count', 'avg', 'p(95)', 'p(99)', 'max'];

const timesOf = (route: Route) => `http_req_duration{part:${partOf(route)},name:${route}}`;
const waitsFor = (what: string) => `followed{what:${what}}`;

/** The submetrics behind the rows; k6 keeps only those that a threshold names, even an empty one. */
export const kept: Readonly<Record<string, string[]>> = Object.fromEntries([
  ...routes.map(route => [timesOf(route), []]),
  ...followings.map(what => [waitsFor(what), []]),
]);

const row = (name: string, cells: readonly string[]) =>
  `  ${name.padEnd(50)}${cells.map(cell => cell.padStart(8)).join('')}`;

/** Without the rows that nothing happened in. */
const table = (title: string, metrics: readonly (readonly [string, Metric | undefined])[]): string[] => {
  const rows = metrics.flatMap(([name, metric]) => {
    const { values } = metric ?? { values: {} };
    return values.count
      ? [
          row(
            name,
            summaryTrendStats.map(stat => (values[stat] ?? 0).toFixed(0)),
          ),
        ]
      : [];
  });
  return rows.length > 0 ? [row(title, summaryTrendStats), ...rows, ''] : [];
};

/** What a threshold was given to judge: the statistic that it begins with. */
const judged = ({ values }: Metric, asked: string) => {
  const value = values[asked.split(/[<>=]/)[0] ?? ''] ?? 0;
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 1 ? 4 : 1);
};

/** Without those on times of which there are none. */
const verdicts = (metrics: Results['metrics']): string[] =>
  Object.entries(metrics)
    .flatMap(([name, metric]) =>
      metric && !('avg' in metric.values && metric.values.count === 0)
        ? Object.entries(metric.thresholds ?? {}).map(
            ([asked, { ok }]) => `  ${ok ? '✓' : '✗'} ${name} ${asked}: ${judged(metric, asked)}`,
          )
        : [],
    )
    .sort();

export const summary = ({ state, root_group: { checks }, metrics }: Results): string => {
  const lived = (name: string) => metrics[`journeys{journey:${name}}`]?.values ?? {};
  return [
    '',
    `${shapeName} at ${origin}, ${(state.testRunDurationMs / 1_000).toFixed(1)} s; times in ms`,
    '',
    ...table(
      'route',
      routes.map(route => [route, metrics[timesOf(route)]]),
    ),
    ...table(
      'follows by itself',
      followings.map(what => [what, metrics[waitsFor(what)]]),
    ),
    row('journey', ['lived', 'broken']),
    ...chosen.map(name => row(name, [String(lived(name).passes ?? 0), String(lived(name).fails ?? 0)])),
    '',
    ...checks
      .filter(({ fails }) => fails > 0)
      .map(({ name, passes, fails }) => `  ✗ ${name}: ${fails} of ${passes + fails} failed`),
    ...verdicts(metrics),
    '',
  ].join('\n');
};
