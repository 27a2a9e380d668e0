import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { usePages } from '../../api/use-query.ts';

export type ReviewState = 'pending' | 'claimed' | 'done';

/** Prescriptions to review, those I claimed, or those I decided on. */
export const useReviewList = (state: ReviewState) => usePages(prescriptionQueries.reviewList, { state, limit: 30 });
