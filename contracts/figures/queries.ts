/** Each figure is a query, and so has a permission of its own: number, days and rows in one answer. */
import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import { day, id, instant, kebab } from '../language.ts';
import { practitionersView } from '../practitioner/row.ts';
import { paging, query } from '../query.ts';
import { type Figure, isHappened } from './figure.ts';
import { happenedFigures } from './happened.ts';
import { standingFigures } from './standing.ts';

export const figures = { ...standingFigures, ...happenedFigures };
export type FigureName = keyof typeof figures;
export const figureNames = Object.keys(figures) as FigureName[];

/** A row says what it is about, where and when: no name of a patient, no diagnosis and no drug. */
export const figureRow = z.object({
  rowId: id,
  /** Of what is counted: a registration, a payment and so on, as the figure's `subject` says. */
  subjectId: id,
  /** When it happened, or the instant it stands since or is due at. */
  at: instant,
  /** The day it counts on; null for what stands. */
  day: day.nullable(),
  late: z.boolean(),
  departmentName: z.string().nullable(),
  doctorName: z.string().nullable(),
  /** What it adds: 1, fen, or numbers. */
  value: z.int(),
});
export type FigureRow = z.infer<typeof figureRow>;

/** Days of the hospital, both included. Without them: the last 14 until today. */
export const figureRange = { from: day.optional(), to: day.optional(), departmentId: id.optional() };

const result = z.object({
  /** How many rows there are on all pages. */
  count: z.int().nonnegative(),
  /** What they add up to: the number that is shown. */
  value: z.int().nonnegative(),
  /** Each day of the range; empty for what stands. */
  days: z.array(z.object({ day, value: z.int().nonnegative() })),
  rows: z.array(figureRow),
  next: z.string().nullable(),
});

const queryOf = (name: FigureName) => {
  const figure: Figure = figures[name];
  return query({
    path: `/figures/${kebab(name)}`,
    summary: `O3.1 The figure \`${name}\`: number, days and the rows behind it`,
    access: figure.access,
    params: { ...paging, ...(isHappened(figure) && figureRange) } as typeof paging & typeof figureRange,
    result,
    reads: [figure.of, departmentsView, practitionersView],
    cache: 5,
  });
};
export type FigureQuery = ReturnType<typeof queryOf>;

export const figureQueries = Object.fromEntries(figureNames.map(name => [name, queryOf(name)])) as Readonly<
  Record<FigureName, FigureQuery>
>;
/** As queries are called. */
export const figureQueryName = (name: FigureName): string => `figure-${kebab(name)}`;
export const namedFigureQueries = Object.fromEntries(
  figureNames.map(name => [figureQueryName(name), figureQueries[name]]),
);
