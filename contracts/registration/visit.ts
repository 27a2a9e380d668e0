/** A visit on one page: what became of a registration, step by step. */
import { z } from 'zod';
import { complaintRow } from '../complaint/row.ts';
import { consultationRow } from '../consultation/row.ts';
import { dispensingShown } from '../dispensing/queries.ts';
import { id, instant } from '../language.ts';
import { paymentRow } from '../payment/row.ts';
import { prescriptionShown } from '../prescription/queries.ts';
import { ratingRow } from '../rating/row.ts';
import { registrationShown } from './row.ts';

export const visit = z.object({
  registration: registrationShown,
  /** The place in the queue while it waits. */
  queue: z.object({ number: z.int(), ahead: z.int(), called: z.int().nullable() }).nullable(),
  consultation: consultationRow.nullable(),
  /** Once it is published. */
  record: z.object({ recordId: id, publishedAt: instant }).nullable(),
  prescriptions: z.array(prescriptionShown),
  dispensings: z.array(dispensingShown),
  /** Of the registration and its prescriptions. */
  payments: z.array(paymentRow),
  rating: ratingRow.nullable(),
  /** About the consultation and its prescriptions. */
  complaints: z.array(complaintRow),
});
