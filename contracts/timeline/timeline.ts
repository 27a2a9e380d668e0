/** One thing's history as people read it: who did what, when, in what capacity, and why. Declared per drawer, read from the streams themselves. */
import { z } from 'zod';
import { accountsView } from '../account/row.ts';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { practitionersView } from '../practitioner/row.ts';
import { type Query, query } from '../query.ts';
import { type Access, roles } from '../roles.ts';
import { opened } from '../sealed.ts';
import type { ViewShape } from '../shape.ts';

export const moment = z.object({
  eventId: id,
  /** Wire name of the event. */
  type: z.string(),
  at: instant,
  by: z.object({
    role: z.enum([...roles, 'system']),
    /** Of those who work here; a patient is whom the drawer is about. */
    name: personal('name').nullable(),
  }),
  /** What was written as the reason; null where none is, and once the person was erased. */
  why: opened(z.string().meta({ personal: 'text' })).nullable(),
});
export type Moment = z.output<typeof moment>;

export interface Timeline {
  readonly query: Query<z.ZodRawShape, typeof timelineResult>;
  /** Who may see the row of this view sees its history. */
  readonly view: ViewShape;
  /** The parameter with its id, and the capabilities whose streams go by that id. */
  readonly param: string;
  readonly streams: readonly string[];
}
const timelineResult = z.object({ rows: z.array(moment) });

/** Who works here and may see the thing. */
const staffOf = (access: Access): Access => {
  if (access === 'everyone') return { operator: 'any', manager: 'any' };
  const { patient: _, ...staff } = access;
  return staff;
};

/**
 * The history behind a query of one thing, for the staff who may ask it: `timeline('O1.2', registrationQueries.registration,
 * registrationsView, ['registration', 'consultation'])`.
 */
export const timeline = (
  code: string,
  one: Pick<Query, 'path' | 'access' | 'params'>,
  view: ViewShape,
  streams: readonly string[],
): Timeline => {
  const [param = ''] = Object.keys(one.params);
  return {
    view,
    param,
    streams,
    query: query({
      path: `${one.path}/timeline`,
      summary: `${code} Who did what with it, when and why`,
      access: staffOf(one.access),
      params: one.params,
      result: timelineResult,
      reads: [view, accountsView, practitionersView],
    }),
  };
};
