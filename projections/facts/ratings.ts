import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { RatingEvent } from '@yunzhen/contracts/rating/rating';
import { factVersions } from '@yunzhen/contracts/statistics/facts';
import { fact } from '../fact.ts';
import { nil } from '../nil.ts';

interface Row {
  readonly rating_id: string;
  readonly kind: 'rated' | 'hidden';
  /** The hospital's day on which it happened. */
  readonly day: string;
  readonly doctor_id: string;
  readonly department_id: string;
  readonly stars: number;
}

/** O3.2: every rating, and which of them were hidden. */
export const ratings = fact<RatingEvent, Row>('ratings', factVersions.ratings, {
  columns: {
    rating_id: 'UUID',
    kind: 'LowCardinality(String)',
    day: 'Date',
    doctor_id: 'UUID',
    department_id: 'UUID',
    stars: 'UInt8',
  },
  orderBy: ['day', 'kind'],
  on: {
    'rating.rated': ({ ratingId, doctorId, departmentId, stars }, { at }) => ({
      rating_id: ratingId,
      kind: 'rated',
      day: chinaDayOf(at),
      doctor_id: doctorId,
      department_id: departmentId,
      stars,
    }),
    'rating.hidden': ({ ratingId, doctorId, stars }, { at }) => ({
      rating_id: ratingId,
      kind: 'hidden',
      day: chinaDayOf(at),
      doctor_id: doctorId,
      department_id: nil.id,
      stars,
    }),
  },
});
