import type { RatingEvent } from '@yunzhen/contracts/rating/rating';
import { ratingsView } from '@yunzhen/contracts/rating/row';
import { project } from '../view.ts';

/** P10.4, D4.4, O1.5: every rating. */
export const ratings = project(ratingsView)<RatingEvent>(
  {
    'rating.rated': ({ comment = null, ...e }, { at }) => ({
      id: e.ratingId,
      set: { ...e, comment, ratedAt: at, hidden: false, hideReason: null },
    }),
    'rating.hidden': e => ({ id: e.ratingId, set: { hidden: true, hideReason: e.reason } }),
  },
  [{ doctorId: 1, ratedAt: -1 }, { patientId: 1, ratedAt: -1 }, { ratedAt: -1 }],
);
