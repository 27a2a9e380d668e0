/** Decimal yuan as integers, never through a float: 2257.99 × 100 is not 225799 in one. */

/** Digits after the point in a unit: fees have five. */
const digits = 5;
/** Units of 0.00001 yuan in a fen. */
export const unitsPerFen = 1_000;

const decimal = /^(-?)(\d{1,10})(?:\.(\d{1,5}))?$/;

/** `0.08`, `0.08000` and `8` in units of 0.00001 yuan; null for any other text. */
export const unitsOf = (text: string): number | null => {
  const [, sign, whole, rest = ''] = decimal.exec(text) ?? [];
  if (whole === undefined) return null;
  const units = Number(whole) * 10 ** digits + Number(rest.padEnd(digits, '0'));
  // No negative zero: it differs from zero where values are compared as they are.
  return sign && units > 0 ? -units : units;
};

/** Yuan as fen; null for what is no decimal or has a part of a fen. */
export const fenOf = (text: string): number | null => {
  const units = unitsOf(text);
  return units === null || units % unitsPerFen !== 0 ? null : units / unitsPerFen;
};
