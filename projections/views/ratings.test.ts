import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { ratings } from './ratings.ts';

const rated = { ratingId: 'r', patientId: 'p', doctorId: 'd', departmentId: 'x', stars: 4 };

test('[O1.5] a rating is shown until it is hidden, with the reason', () =>
  spec(ratings)
    .given(
      { type: 'rating.rated', data: rated },
      { type: 'rating.hidden', data: { ratingId: 'r', doctorId: 'd', stars: 4, reason: '广告' } },
    )
    .then('r', {
      ...{ ...rated, comment: null, ratedAt: '2026-01-05T08:00:00.000Z', hidden: true, hideReason: '广告' },
    }));
