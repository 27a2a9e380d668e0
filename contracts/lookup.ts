/** What sealed data is found by: keyed blind indexes of a few texts made from it, declared per sealed field in `about`. */
import type { About, LookupKind } from './about.ts';
import { packedDigits } from './numbers.ts';

/** Keyed and one-way: equal for equal texts of a kind, and nothing is told by it. */
export type BlindIndex = (kind: string, text: string) => string;
type Text = readonly [kind: string, text: string];

const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·•]/g, '')
    .toLowerCase();
const end = (number: string): string => number.slice(-4).toUpperCase();

/** The texts of a value: whole, and the last four of a number. */
const texts = {
  name: (value: string): readonly Text[] => [['name', plainName(value)]],
  phone: (value: string): readonly Text[] => [
    ['phone', value],
    ['phone-end', end(value)],
  ],
  idNumber: (value: string): readonly Text[] => [
    ['id-number', value.toUpperCase()],
    ['id-number-end', end(value)],
  ],
} as const satisfies Record<LookupKind, (value: string) => readonly Text[]>;

/** The indexes of an event with this data, still plain. */
export const lookupOf = (
  { lookup = {} }: About,
  data: Readonly<Record<string, unknown>>,
  index: BlindIndex,
): string[] => [
  ...new Set(
    Object.entries(lookup).flatMap(([field, kind]) => {
      const value = data[field];
      return kind && typeof value === 'string' ? texts[kind](value).map(([of, text]) => index(of, text)) : [];
    }),
  ),
];

/** The indexes of what somebody typed: a number by its length, anything else is a name. */
export const lookedUpBy = (typed: string, index: BlindIndex): string[] => {
  const number = packedDigits(typed).toUpperCase();
  if (/^1\d{10}$/.test(number)) return [index('phone', number)];
  if (/^\d{17}[\dX]$/.test(number)) return [index('id-number', number)];
  if (/^\d{3}[\dX]$/.test(number)) return [index('phone-end', number), index('id-number-end', number)];
  const name = plainName(typed);
  return name === '' ? [] : [index('name', name)];
};
