/** Digests that change when a declaration changes, and not when code is laid out otherwise or a library is renewed. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Keys in one order, so that the order in which a declaration is written does not count. */
const sorted = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** 16 hex digits for any JSON value. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, sorted) ?? '')
    .digest('hex')
    .slice(0, 16);

/**
 * A schema as JSON Schema, without the patterns that zod writes beside a format: they are the library's own.
 * @param io `input` for what is sent and stored, `output` for what is answered
 */
export const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
      jsonSchema.required?.sort();
    },
  });
