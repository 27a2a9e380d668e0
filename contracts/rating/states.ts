import { type Status, states } from '../states.ts';
import type { RatingEvent } from './rating.ts';

export const ratingStates = states<RatingEvent>()('rating', {
  rated: { from: ['none'], to: 'rated' },
  hidden: { from: ['rated'], to: 'hidden' },
});
export type RatingStatus = Status<typeof ratingStates>;
