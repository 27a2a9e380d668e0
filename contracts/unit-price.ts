/**
 * What one piece or gram of a drug costs: integer ten-thousandths of a yuan (万分之一元), finer than the fen in which money moves, so
 * that herbs by the gram have their price. A line is rounded to the fen once, and totals are sums of rounded lines.
 */

/** What a line is worth. */
export interface Priced {
  /** Ten-thousandths of a yuan. */
  readonly unitPrice: number;
  readonly quantity: number;
}

/** Fen, half a fen up. Exact: a million yuan times a thousand pieces is far below what a number holds. */
export const lineAmount = ({ unitPrice, quantity }: Priced): number => Math.floor((unitPrice * quantity + 50) / 100);

/** Fen. */
export const totalOf = (lines: readonly Priced[]): number => lines.reduce((sum, line) => sum + lineAmount(line), 0);

/** ¥28.60, ¥0.0835: to the fen, and finer where it is. */
export const unitPriceText = (unitPrice: number): string => {
  const digits = String(unitPrice).padStart(5, '0');
  const decimals = digits.slice(-4).replace(/0{1,2}$/, '');
  return `¥${digits.slice(0, -4)}.${decimals}`;
};

/** Yuan for a spreadsheet or an input field. */
export const unitPriceInYuan = (unitPrice: number): number => unitPrice / 10_000;
/** Of an input field's number of yuan with up to four decimals. */
export const unitPriceFrom = (yuan: number): number => Math.round(yuan * 10_000);

const decimal = /^(\d{1,7})(?:\.(\d{1,4})0*)?$/;
/** Of an amount in yuan written with digits and a point; null where it is none, or finer than a ten-thousandth: nothing is rounded here. */
export const unitPriceOf = (yuan: string): number | null => {
  const [all, whole = '', part = ''] = decimal.exec(yuan) ?? [];
  return all === undefined ? null : Number(whole + part.padEnd(4, '0'));
};
