/** The results as lines for a terminal. */
import type { Measured } from './measure.ts';

const columns = ['ours', 'raw', 'ratio', 'p50', 'p99', 'failed'] as const;

const shown = (column: (typeof columns)[number], value: number | undefined): string => {
  if (value === undefined) return '';
  if (column === 'ratio') return value.toFixed(2);
  return value >= 100 || column === 'failed' ? value.toFixed(0) : value.toFixed(1);
};

export const table = (results: Readonly<Record<string, Measured>>): string =>
  [
    ['', ...columns, 'unit'],
    ...Object.entries(results).map(([name, measured]) => [
      name,
      ...columns.map(column => shown(column, measured[column])),
      measured.unit,
    ]),
  ]
    .map(([name = '', ...cells]) => `${name.padEnd(14)}${cells.map(cell => cell.padStart(9)).join('')}`)
    .join('\n');
