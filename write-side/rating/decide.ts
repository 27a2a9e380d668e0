import type { RatingCommand, RatingEvent, RatingRefusal } from '@yunzhen/contracts/rating/rating';
import type { RatingStatus } from '@yunzhen/contracts/rating/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Rating {
  readonly status: 'none' | RatingStatus;
  readonly patientId: string;
  readonly doctorId: string;
  readonly stars: number;
}

/** The rated consultation, whatever state it is in. */
interface Rated {
  readonly completed: boolean;
  readonly patientId: string;
  readonly doctorId: string;
  readonly departmentId: string;
}
export type Command = Facts<RatingCommand, { rate: { consultation: Rated } }>;

const refuse = refusing<RatingRefusal>();

export const decider: Decider<Command, RatingEvent, Rating> = {
  initial: { status: 'none', patientId: '', doctorId: '', stars: 0 },
  subject: ({ status, patientId }) => (status === 'none' ? null : { patientId }),
  decide: {
    rate: ({ id, stars, comment, by, consultation }, { status }) => {
      const { completed, patientId, doctorId, departmentId } = consultation;
      // Another patient's consultation is no more theirs to know about than one that never was.
      if (!completed || patientId !== by.id) return refuse('consultation-not-completed');
      if (status !== 'none') return refuse('already-rated');
      return [
        {
          type: 'rating.rated',
          data: { ratingId: id, patientId, doctorId, departmentId, stars, ...(comment !== undefined && { comment }) },
        },
      ];
    },
    hide: ({ id, reason }, { status, patientId, doctorId, stars }) => {
      if (status === 'none') return refuse('unknown-rating');
      if (status === 'hidden') return [];
      return [{ type: 'rating.hidden', data: { ratingId: id, patientId, doctorId, stars, reason } }];
    },
  },
  evolve: {
    'rating.rated': (_, { patientId, doctorId, stars }) => ({ status: 'rated', patientId, doctorId, stars }),
    'rating.hidden': state => ({ ...state, status: 'hidden' }),
  },
};
