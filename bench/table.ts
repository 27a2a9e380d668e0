/** The results as lines for a terminal. */
import type { Measured } from './measure.ts';

const columns = ['ours', 'raw', 'ratio', 'p50', 'p99', 'failed', 'cpu', 'rawCpu'] as const;
const titles: Readonly<Record<string, string>> = { p50: 'p50 ms', p99: 'p99 ms', cpu: 'cpu µs', rawCpu: 'raw µs' };

const shown = (column: (typeof columns)[number], value: number | undefined): string => {
  if (value === undefined) return '';
  if (column === 'ratio') return value.toFixed(2);
  return value >= 100 || column === 'failed' ? value.toFixed(0) : value.toFixed(1);
};

export const table = (results: Readonly<Record<string, Measured>>): string =>
  [
    ['', ...columns.map(column => titles[column] ?? column), 'unit'],
    ...Object.entries(results).map(([name, measured]) => [
      name,
      ...columns.map(column => shown(column, measured[column])),
      measured.unit,
    ]),
  ]
    .map(([name = '', ...cells]) => `${name.padEnd(22)}${cells.map(cell => cell.padStart(11)).join('')}`)
    .join('\n');
