import { rating } from '@yunzhen/contracts/rating/rating';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { factOf } from '../fact-of.ts';

/** O3.2: every rating, and which of them were hidden. */
export const ratings = factOf(facts.ratings, rating, {
  ratingId: 'id',
  doctorId: 'id',
  departmentId: 'id',
  stars: 'count',
});
