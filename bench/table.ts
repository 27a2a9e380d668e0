/** The results as lines for a terminal. */
import { type Grown, grown } from './growth.ts';
import type { Measured } from './measure.ts';

const columns = ['ours', 'raw', 'ratio', 'p50', 'p99', 'failed', 'cpu', 'rawCpu', 'seconds', 'memory'] as const;
const titles: Readonly<Record<string, string>> = {
  ...{ p50: 'p50 ms', p99: 'p99 ms', cpu: 'cpu µs', rawCpu: 'raw µs', seconds: 's', memory: 'MB' },
};

const rounded = (value: number): string => value.toFixed(value >= 100 ? 0 : 1);
const shown = (column: (typeof columns)[number], value: number | undefined): string => {
  if (value === undefined) return '';
  if (column === 'ratio') return value.toFixed(2);
  return column === 'failed' ? value.toFixed(0) : rounded(value);
};

const aligned = (lines: readonly (readonly string[])[], width: number): string =>
  lines
    .map(([name = '', ...cells]) => `${name.padEnd(width)}${cells.map(cell => ` ${cell.padStart(10)}`).join('')}`)
    .join('\n');

export const table = (results: Readonly<Record<string, Measured>>): string =>
  aligned(
    [
      ['', ...columns.map(column => titles[column] ?? column), 'unit'],
      ...Object.entries(results).map(([name, measured]) => [
        name,
        ...columns.map(column => shown(column, measured[column])),
        measured.unit,
      ]),
    ],
    20,
  );

/** A column for each size. */
export const grownTable = (all: readonly Grown[]): string =>
  aligned(
    [
      ['events', ...all.map(({ events }) => String(events))],
      ...Object.entries(grown).map(([key, title]) => [
        title,
        ...all.map(one => rounded(one[key as keyof typeof grown])),
      ]),
    ],
    40,
  );
