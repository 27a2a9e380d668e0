import type { ReviewEvent } from '@yunzhen/contracts/review/review';
import type { ReviewRow } from '@yunzhen/contracts/review/views';
import { view } from '../view.ts';

/** P10.4, D4.4, O1.5: every rating. */
export const reviews = view<ReviewEvent, ReviewRow>(
  'reviews',
  1,
  {
    'review.rated': ({ comment = null, ...e }, { at }) => ({
      id: e.reviewId,
      set: { ...e, comment, ratedAt: at, hidden: false, hideReason: null },
    }),
    'review.hidden': e => ({ id: e.reviewId, set: { hidden: true, hideReason: e.reason } }),
  },
  [{ doctorId: 1, ratedAt: -1 }, { patientId: 1, ratedAt: -1 }, { ratedAt: -1 }],
);
