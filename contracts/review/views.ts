import { z } from 'zod';
import { id, instant } from '../language.ts';
import { recognisable } from '../personal.ts';
import { page, paging, query } from '../query.ts';

export const reviewRow = z.object({
  /** That of its consultation. */
  reviewId: id,
  patientId: id,
  doctorId: id,
  departmentId: id,
  stars: z.int().min(1).max(5),
  /** Public: it was written to be read. Null when there is none, or its writer was erased. */
  comment: z.string().nullable(),
  ratedAt: instant,
  hidden: z.boolean(),
  hideReason: z.string().nullable(),
});
export type ReviewRow = z.infer<typeof reviewRow>;

/** Whoever reads it, the person who rated is shown only in part. */
const rater = { visitPersonName: recognisable('name').nullable() };

export const reviewQueries = {
  doctorReviews: query({
    path: '/doctors/:doctorId/reviews',
    summary: 'P6.3 P10.4 What patients say of a doctor, newest first',
    access: 'everyone',
    params: { ...paging, doctorId: id },
    result: page(
      z.object({
        reviewId: id,
        stars: reviewRow.shape.stars,
        comment: reviewRow.shape.comment,
        ratedAt: instant,
        ...rater,
      }),
    ),
    views: ['reviews', 'consultations', 'visitPersons'],
    cache: 30,
  }),
  reviews: query({
    path: '/reviews',
    summary: 'P10.4 D4.4 O1.5 Ratings, newest first: those I wrote, those of me, or all of the house',
    access: { patient: 'own', doctor: 'own', operator: 'any', manager: 'any' },
    params: {
      ...paging,
      doctorId: id.optional(),
      departmentId: id.optional(),
      stars: z.coerce.number().int().min(1).max(5).optional(),
    },
    result: page(reviewRow.extend({ ...rater, doctorName: z.string().nullable() })),
    views: ['reviews', 'consultations', 'visitPersons', 'practitioners'],
  }),
};
