import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf, sealed, text } from '../language.ts';

/** P10.4: the rating of a completed consultation; has its id. Stream `review-<id>`. */
export const review = capability('review', {
  events: {
    rated: {
      reviewId: id,
      patientId: id,
      doctorId: id,
      departmentId: id,
      stars: z.int().min(1).max(5),
      comment: sealed('patientId').optional(),
    },
    hidden: { reviewId: id, doctorId: id, stars: z.int().min(1).max(5), reason: text(200) },
  },
  commands: {
    rate: {
      summary: 'P10.4 Rate a completed consultation, once',
      access: { patient: 'own' },
      input: { stars: z.int().min(1).max(5), comment: text(500).optional() },
    },
    hide: { summary: 'O1.5 Hide a rating', access: { operator: 'any' }, input: { reason: text(200) } },
  },
  refusals: ['consultation-not-completed', 'already-rated', 'unknown-review'],
});

export type ReviewEvent = EventOf<typeof review>;
export type ReviewCommand = CommandOf<typeof review>;
export type ReviewRefusal = RefusalOf<typeof review>;
