import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { ReviewEvent } from '@yunzhen/contracts/review/review';
import { factVersions } from '@yunzhen/contracts/statistics/facts';
import { fact } from '../fact.ts';
import { nil } from '../nil.ts';

interface Row {
  readonly review_id: string;
  readonly kind: 'rated' | 'hidden';
  /** The hospital's day on which it happened. */
  readonly day: string;
  readonly doctor_id: string;
  readonly department_id: string;
  readonly stars: number;
}

/** O3.2: every rating, and which of them were hidden. */
export const reviews = fact<ReviewEvent, Row>('reviews', factVersions.reviews, {
  columns: {
    review_id: 'UUID',
    kind: 'LowCardinality(String)',
    day: 'Date',
    doctor_id: 'UUID',
    department_id: 'UUID',
    stars: 'UInt8',
  },
  orderBy: ['day', 'kind'],
  on: {
    'review.rated': ({ reviewId, doctorId, departmentId, stars }, { at }) => ({
      review_id: reviewId,
      kind: 'rated',
      day: chinaDayOf(at),
      doctor_id: doctorId,
      department_id: departmentId,
      stars,
    }),
    'review.hidden': ({ reviewId, doctorId, stars }, { at }) => ({
      review_id: reviewId,
      kind: 'hidden',
      day: chinaDayOf(at),
      doctor_id: doctorId,
      department_id: nil.id,
      stars,
    }),
  },
});
