/** Whom a row is about, in words: joined when it is asked for, so that a changed name shows everywhere at once. */
import { z } from 'zod';
import { personal } from './personal.ts';

/** Each is null where the row has no such part, or the person was erased. Age is worked out where it is shown. */
export const named = {
  visitPersonName: personal('name').nullable(),
  gender: z.enum(['male', 'female']).nullable(),
  birthDate: personal('birthDate').nullable(),
  doctorName: z.string().nullable(),
  departmentName: z.string().nullable(),
};
export type Named = z.infer<z.ZodObject<typeof named>>;
/** As rows are read, what is sealed still so. */
export type NamedSealed = z.input<z.ZodObject<typeof named>>;
