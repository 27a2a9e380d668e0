import { reach } from '../reach.ts';

/** Of a prescription: what waits for a review, and what they claimed or decided on. */
export const reviewing = reach({
  name: 'reviewing',
  summary: 'what waits for a review, and what they have claimed or decided on',
  filter: ({ id }) => ({ $or: [{ status: 'submitted' }, { pharmacistId: id }, { 'reviews.pharmacistId': id }] }),
});

/** Of a prescription or a record: what its doctor has published. */
export const published = reach({
  name: 'published',
  summary: 'own, once it is published',
  filter: ({ id }) => ({ $and: [{ patientId: id }, { publishedAt: { $ne: null } }] }),
});
