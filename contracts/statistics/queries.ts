import { z } from 'zod';
import { departmentsView } from '../catalogue/row.ts';
import type { Figure } from '../figures/figure.ts';
import { happenedFigures } from '../figures/happened.ts';
import { figureRange as range } from '../figures/queries.ts';
import { standingFigures } from '../figures/standing.ts';
import { day, fen, id, instant } from '../language.ts';
import { practitionersView } from '../practitioner/row.ts';
import { query } from '../query.ts';
import { facts } from './facts.ts';

/** Figures come as numerator and denominator: rates are divided where they are shown, and never averaged. */
const count = z.int().nonnegative();
const rate = z.object({ numerator: count, denominator: count });

const access = { operator: 'any', manager: 'any' } as const;
export const funnelSteps = ['held', 'paid', 'booked', 'accepted', 'completed', 'prescribed', 'dispensed'] as const;

/** Something for each figure. */
const each = <N extends string, T extends z.ZodType>(figures: Readonly<Record<N, Figure>>, of: T) =>
  Object.fromEntries(Object.keys(figures).map(name => [name, of])) as unknown as { readonly [K in N]: T };
const readBy = (figures: Readonly<Record<string, Figure>>) => [
  ...new Map(Object.values(figures).map(({ of }) => [of.name, of])).values(),
];

const service = z.object({
  id,
  name: z.string().nullable(),
  held: count,
  booked: count,
  cancelled: count,
  /** Accepted of those that were decided on: accepted, rejected or withdrawn. */
  accepted: rate,
  completed: count,
  /** Completed consultations that have a prescription. */
  prescribed: rate,
  /** Fen, by the day of payment and of refund. */
  revenue: fen,
  refunded: fen,
  /** Ratings of four and five stars among those that are not hidden. */
  satisfied: rate,
  stars: count,
});

const waits = { accepted: count, p50Seconds: count, p90Seconds: count };

export const statisticsQueries = {
  overview: query({
    path: '/statistics/overview',
    summary: 'O3.1 What waits, what is late and what went wrong, at this moment',
    access,
    params: {},
    result: z.object(
      each(
        standingFigures,
        z.object({
          /** Rows behind it; what they add up to; how many of them are late; the first instant of one. */
          count,
          value: count,
          late: count,
          first: instant.nullable(),
        }),
      ),
    ),
    reads: readBy(standingFigures),
    cache: 5,
  }),
  funnel: query({
    path: '/statistics/funnel',
    summary: 'O3.1 Of the registrations for the sessions of a day: how many got how far',
    access,
    params: { day: day.optional(), departmentId: id.optional() },
    result: z.object({
      day,
      /** The denominator is the step before; the first has itself. */
      steps: z.array(z.object({ step: z.enum(funnelSteps), ...rate.shape })),
    }),
    reads: [facts.registrations, facts.consultations, facts.prescriptions],
    cache: 30,
  }),
  trend: query({
    path: '/statistics/trend',
    summary: 'O3.1 What happened on each day, by business line',
    access,
    params: range,
    result: z.array(z.object({ day, ...each(happenedFigures, count) })),
    reads: readBy(happenedFigures),
    cache: 30,
  }),
  services: query({
    path: '/statistics/services',
    summary: 'O3.2 Volume, money and rating by department or doctor, those with most completed consultations first',
    access,
    params: { ...range, by: z.enum(['department', 'doctor']).default('department') },
    result: z.array(service),
    reads: [
      facts.registrations,
      facts.consultations,
      facts.prescriptions,
      facts.payments,
      facts.ratings,
      departmentsView,
      practitionersView,
    ],
    cache: 60,
  }),
  waiting: query({
    path: '/statistics/waiting',
    summary: 'O3.2 Waiting time of accepted patients, median and 90th percentile, by day and department',
    access,
    params: range,
    result: z.object({
      all: z.object(waits),
      rows: z.array(z.object({ day, departmentId: id, departmentName: z.string().nullable(), ...waits })),
    }),
    reads: [facts.consultations, departmentsView],
    cache: 60,
  }),
  hours: query({
    path: '/statistics/hours',
    summary: 'O3.1 When registrations are made: weekday (1 Monday) and hour, those with any',
    access,
    params: range,
    result: z.array(z.object({ weekday: z.int().min(1).max(7), hour: z.int().min(0).max(23), held: count })),
    reads: [facts.registrations],
    cache: 300,
  }),
};
