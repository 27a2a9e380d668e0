/** Numbers of people who do not exist. */

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * A well-formed ID number of region 990000, which no authority gives out.
 * @param birthDate such as 1980-01-01
 * @param serial below 1000; odd for a man
 */
export const idNumberOf = (birthDate: string, serial: number): string => {
  const body = `990000${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
};
