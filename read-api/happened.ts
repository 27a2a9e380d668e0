/**
 * What happened, in ClickHouse: of each fact table one text for the rows that count, and of each figure one condition on them. Number, days,
 * groups and rows are made of these two.
 */
import type { Happened } from '@yunzhen/contracts/figures/figure';
import { columnOf, fieldsOf } from '@yunzhen/contracts/statistics/fact';
import { tableOf } from '@yunzhen/contracts/statistics/facts';
import { inDays, ofDepartment } from './figures.ts';

const none = `toUUID('00000000-0000-0000-0000-000000000000')`;
const listed = (kinds: readonly string[]) => [...new Set(kinds)].map(kind => `'${kind}'`).join(', ');

/** A row counts for the figure. */
export const counts = ({ kinds, naming }: Happened): string =>
  `kind IN (${listed(kinds)})${naming ? ` AND ${columnOf(naming)} != ${none}` : ''}`;
/** What a row adds to the figure. */
export const adds = ({ sum }: Happened): string => (sum ? columnOf(sum) : '1');
/** How many rows count for it, each event once however often it was delivered. */
export const rowCount = (figure: Happened): string => `uniqExactIf(event_id, ${counts(figure)})`;
export const number = (figure: Happened): string =>
  figure.sum ? `sumIf(${adds(figure)}, ${counts(figure)})` : rowCount(figure);

/**
 * The rows of the table that may count for any of these figures on the days that are asked for. `placed`: with the department and doctor of
 * what they are about, where the event itself does not name them. `once`: none twice, which is needed by what is added up or listed, and
 * takes nearly twice as long as counting events.
 */
export const rowsOf = (
  figures: readonly [Happened, ...Happened[]],
  placed: boolean,
  once = figures.some(({ sum }) => sum),
): string => {
  const [{ of }] = figures;
  const table = tableOf(of);
  const kinds = figures.flatMap(figure => figure.kinds);
  const these = `${inDays} AND kind IN (${listed(kinds)})`;
  const rows = `SELECT * FROM ${table} ${once ? 'FINAL' : ''} WHERE ${these}`;
  if (!placed || kinds.every(kind => fieldsOf(of, kind).has('departmentId'))) return `(${rows})`;
  const subject = columnOf(of.subject);
  const place = (column: string) => `if(of.${column} = ${none}, place.${column}, of.${column}) AS ${column}`;
  // Only what something happened to is looked up: the right side of a join is held in memory.
  return `(
    SELECT of.* REPLACE (${place('department_id')}, ${place('doctor_id')})
    FROM (${rows}) AS of
    LEFT JOIN (
      SELECT ${subject}, any(department_id) AS department_id, any(doctor_id) AS doctor_id
      FROM (
        SELECT ${subject}, department_id, doctor_id FROM ${table}
        WHERE department_id != ${none} AND ${subject} IN (SELECT ${subject} FROM ${table} WHERE ${these})
      )
      GROUP BY ${subject}
    ) AS place ON place.${subject} = of.${subject}
  )`;
};

/** Each figure in each group of the rows: a question for each table. `by`: a column, or an expression, under a name. */
export const grouped = (
  figures: Readonly<Record<string, Happened>>,
  by: string,
  departmentId: string | undefined,
  placed = departmentId !== undefined,
): string[] => {
  const all = Object.entries(figures);
  return [...new Set(all.map(([, { of }]) => of))].map(table => {
    const named = all.filter(([, { of }]) => of === table);
    const [first, ...others] = named.map(([, figure]) => figure);
    if (!first) throw new TypeError('a table is that of a figure');
    return `
      SELECT ${by}, ${named.map(([name, figure]) => `${number(figure)} AS ${name}`).join(', ')}
      FROM ${rowsOf([first, ...others], placed)}
      WHERE 1 ${ofDepartment(departmentId)}
      GROUP BY ${by.split(' AS ').at(-1)}`;
  });
};
