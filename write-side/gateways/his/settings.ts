import { z } from 'zod';

export const hisSettings = z.object({
  /** With or without a path of its own. */
  baseUrl: z.url(),
  secret: z.string().min(1),
});
export type HisSettings = z.output<typeof hisSettings>;
