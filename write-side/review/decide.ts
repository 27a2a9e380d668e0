import type { ReviewCommand, ReviewEvent, ReviewRefusal } from '@yunzhen/contracts/review/review';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Review {
  readonly status: 'none' | 'rated' | 'hidden';
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
export type Command = Facts<ReviewCommand, { rate: { consultation: Rated } }>;

const refuse = refusing<ReviewRefusal>();

export const decider: Decider<Command, ReviewEvent, Review> = {
  initial: { status: 'none', patientId: '', doctorId: '', stars: 0 },
  owners: ({ status, patientId }) => (status === 'none' ? {} : { patient: patientId }),
  decide: {
    rate: ({ id, stars, comment, by, consultation }, { status }) => {
      const { completed, patientId, doctorId, departmentId } = consultation;
      // Another patient's consultation is no more theirs to know about than one that never was.
      if (!completed || patientId !== by.id) return refuse('consultation-not-completed');
      if (status !== 'none') return refuse('already-rated');
      return [
        {
          type: 'review.rated',
          data: { reviewId: id, patientId, doctorId, departmentId, stars, ...(comment !== undefined && { comment }) },
        },
      ];
    },
    hide: ({ id, reason }, { status, doctorId, stars }) => {
      if (status === 'none') return refuse('unknown-review');
      if (status === 'hidden') return [];
      return [{ type: 'review.hidden', data: { reviewId: id, doctorId, stars, reason } }];
    },
  },
  evolve: {
    'review.rated': (_, { patientId, doctorId, stars }) => ({ status: 'rated', patientId, doctorId, stars }),
    'review.hidden': state => ({ ...state, status: 'hidden' }),
  },
};
