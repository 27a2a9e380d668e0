import { z } from 'zod';
import { consultationsView } from '../consultation/row.ts';
import { id, instant } from '../language.ts';
import { visitPersonsView } from '../patient/row.ts';
import { recognisable } from '../personal.ts';
import { practitionersView } from '../practitioner/row.ts';
import { page, paging, query } from '../query.ts';
import { ratingRow, ratingsView } from './row.ts';

/** Whoever reads it, the person who rated is shown only in part. */
const rater = { visitPersonName: recognisable('name').nullable() };

export const ratingQueries = {
  doctorRatings: query({
    path: '/doctors/:doctorId/ratings',
    summary: 'P6.3 P10.4 What patients say of a doctor, newest first',
    access: 'everyone',
    params: { ...paging, doctorId: id },
    result: page(
      z.object({
        ratingId: id,
        stars: ratingRow.shape.stars,
        comment: ratingRow.shape.comment,
        ratedAt: instant,
        ...rater,
      }),
    ),
    reads: [ratingsView, consultationsView, visitPersonsView],
    cache: 30,
  }),
  ratings: query({
    path: '/ratings',
    summary: 'P10.4 D4.4 O1.5 Ratings, newest first: those I wrote, those of me, or all of the house',
    access: { patient: 'own', doctor: 'own', operator: 'any', manager: 'any' },
    params: {
      ...paging,
      doctorId: id.optional(),
      departmentId: id.optional(),
      stars: z.coerce.number().int().min(1).max(5).optional(),
    },
    result: page(ratingRow.extend({ ...rater, doctorName: z.string().nullable() })),
    reads: [ratingsView, consultationsView, visitPersonsView, practitionersView],
  }),
};
