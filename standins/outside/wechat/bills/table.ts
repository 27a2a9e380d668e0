/** A bill before it is a file: named cells in rows and in the line of sums, and how that is written. */

/** By the name of the column. */
export type Cells = Readonly<Record<string, string | number>>;
export interface Table {
  readonly columns: { readonly rows: readonly string[]; readonly sums: readonly string[] };
  readonly rows: readonly Cells[];
  readonly sums: Cells;
}

/** Yuan with two decimals. */
export const yuan = (fen: number): string => {
  const digits = Math.abs(fen).toString().padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
/** What would end a field or a line is a blank. */
export const plain = (text: string): string => text.replace(/[,`\r\n]/g, ' ');

const line = (columns: readonly string[], cells: Cells) => columns.map(name => `\`${cells[name] ?? ''}`).join(',');

/** Lines end in CR LF, the last one too. */
export const written = ({ columns, rows, sums }: Table): string =>
  [
    columns.rows.join(','),
    ...rows.map(row => line(columns.rows, row)),
    columns.sums.join(','),
    line(columns.sums, sums),
    '',
  ].join('\r\n');
