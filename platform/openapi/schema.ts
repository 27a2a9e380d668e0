import { z } from 'zod';

/** Of what is sent, or of what is answered. */
export const schema = (of: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io, unrepresentable: 'any' });
  return rest;
};
export const json = (of: object) => ({ content: { 'application/json': { schema: of } } });

/** RFC 9457, as everything leaves that is not well. */
export const problemSchema = schema(
  z.object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    /** Stable, for programs. */
    code: z.string(),
    detail: z.string().optional(),
    /** Of `internal`: names it in the log. */
    instance: z.string().optional(),
    /** Of `invalid-input`: where, without repeating any of it. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
  'output',
);
