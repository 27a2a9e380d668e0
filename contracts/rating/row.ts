import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';

export const ratingRow = z.object({
  /** That of its consultation. */
  ratingId: id,
  patientId: id,
  doctorId: id,
  departmentId: id,
  stars: z.int().min(1).max(5),
  /** Public: it was written to be read. Null when there is none, or its writer was erased. */
  comment: opened(z.string()).nullable(),
  ratedAt: instant,
  hidden: z.boolean(),
  hideReason: opened(z.string()).nullable(),
});

export const ratingsView = viewShape({
  name: 'ratings',
  version: 1,
  row: ratingRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: ['rating.rated', 'rating.hidden'],
});
