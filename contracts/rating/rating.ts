import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, longText, type RefusalOf, sealed, text } from '../language.ts';

/** P10.4: the rating of a completed consultation; has its id. Stream `rating-<id>`. */
export const rating = capability('rating', {
  events: {
    rated: {
      ratingId: id,
      patientId: id,
      doctorId: id,
      departmentId: id,
      stars: z.int().min(1).max(5),
      comment: sealed('patientId').optional(),
    },
    hidden: {
      ratingId: id,
      patientId: id,
      doctorId: id,
      stars: z.int().min(1).max(5),
      reason: sealed('patientId'),
    },
  },
  about: {
    rated: { patient: 'patientId', doctor: 'doctorId', visit: 'ratingId', tells: ['doctor'] },
    hidden: { patient: 'patientId', doctor: 'doctorId', visit: 'ratingId' },
  },
  commands: {
    rate: {
      summary: 'P10.4 Rate a completed consultation, once',
      access: { patient: 'own' },
      input: { stars: z.int().min(1).max(5), comment: longText(500).optional() },
    },
    hide: { summary: 'O1.5 Hide a rating', access: { operator: 'any' }, input: { reason: text(200) } },
  },
  boards: ['operations'],
  refusals: ['consultation-not-completed', 'already-rated', 'unknown-rating'],
});

export type RatingEvent = EventOf<typeof rating>;
export type RatingCommand = CommandOf<typeof rating>;
export type RatingRefusal = RefusalOf<typeof rating>;
