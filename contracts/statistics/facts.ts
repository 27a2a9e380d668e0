/** The fact tables in ClickHouse: written by the projections, read by the statistics. */
import { type FactShape, factShape } from '../shape.ts';

export const facts = {
  registrations: factShape('registrations', 1, 'registration'),
  consultations: factShape('consultations', 1, 'consultation'),
  payments: factShape('payments', 3, 'payment'),
  prescriptions: factShape('prescriptions', 2, 'prescription'),
  books: factShape('books', 1, 'payment'),
  ratings: factShape('ratings', 1, 'rating'),
} as const satisfies Record<string, FactShape>;
export type FactName = keyof typeof facts;

export const factTable = (name: FactName): string => `${name}_v${facts[name].version}`;
