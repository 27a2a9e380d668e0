/** Patients rate a consultation that is over; what should not be read is hidden. */
import type { rating } from '@yunzhen/contracts/rating/rating';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Behaviour, detour, each, onTheWay } from './behaviour.ts';
import { patient, wanting } from './intent.ts';

const want = wanting<typeof rating>('rating');

/** Once. */
export const rate = (by: Actor, id: string, stars: number, comment?: string) =>
  want(by, id, 'rate', { stars, ...(comment !== undefined && { comment }) });
export const hide = (by: Actor, id: string, reason = '含有广告') => want(by, id, 'hide', { reason });

export const behaviours: readonly Behaviour[] = [
  onTheWay(
    8,
    each(
      'consultation',
      ({ status }) => status === 'completed',
      (id, { patientId }, { random }) => rate(patient(patientId), id, 1 + random.below(5)),
    ),
  ),
  detour(
    1,
    each(
      'rating',
      ({ status }) => status === 'rated',
      (id, _, { operator }) => hide(operator, id),
    ),
  ),
];
