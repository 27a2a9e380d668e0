/** Chance: ids, choices, and people who do not exist. */

/** k6 has Web Crypto as a global; its types do not say so. */
declare const crypto: { readonly randomUUID: () => string };

export const newId = (): string => crypto.randomUUID();

const below = (n: number) => Math.floor(Math.random() * n);

/** @param otherwise what is wrong when there is nothing to choose from */
export const pick = <T>(from: readonly T[], otherwise: string): T => {
  const found = from[below(from.length)];
  if (found === undefined) throw new Error(otherwise);
  return found;
};

const digits = (n: number, length: number) => String(n).padStart(length, '0');
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An adult: region 990000 of the ID number is nobody's, and the block of the phone is not given out. */
export const invented = () => {
  const birth = `${1950 + below(50)}${digits(1 + below(12), 2)}${digits(1 + below(28), 2)}`;
  const body = `990000${birth}${digits(below(1_000), 3)}`;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return {
    name: `${pick([...'王李张刘陈杨黄赵吴徐'], 'surnames')}${pick(['秀英', '建国', '丽华', '志强', '思远'], 'names')}`,
    idNumber: `${body}${'10X98765432'[sum % 11]}`,
    phone: `1390000${digits(below(10_000), 4)}`,
  };
};
