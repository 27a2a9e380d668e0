/** An event as it might be stored, made from its schema: the first fixture of a new event, to be made likely by hand. */
import { createHash } from 'node:crypto';
import { sealedPlaces } from '@yunzhen/contracts/sealed';
import { subjectOf } from '@yunzhen/platform/sealing/subject';
import type { z } from 'zod';
import { schemaOf } from './digest.ts';

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
}

/** The same for the same field, so that fixtures that name one patient name the same. */
const idOf = (field: string): string => {
  const hex = createHash('sha256').update(field).digest('hex');
  return `0199${hex.slice(0, 4)}-${hex.slice(4, 8)}-7${hex.slice(8, 11)}-8${hex.slice(11, 14)}-${hex.slice(14, 26)}`;
};

const valueFor = (field: string, schema: JsonSchema): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf?.[0]) return valueFor(field, schema.anyOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, valueFor(name, inner)]),
      );
    case 'array':
      return schema.items ? [valueFor(field, schema.items)] : [];
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1, 1);
    default:
      if (schema.format === 'uuid') return idOf(field);
      if (schema.format === 'date-time') return '2026-03-02T01:00:00.000Z';
      if (schema.format === 'date') return '2026-03-02';
      return field.padEnd(schema.minLength ?? 0, field || 'x');
  }
};

/** Of the right kinds, whatever else the schema asks. */
export const roughlyOf = (schema: z.ZodObject): Record<string, unknown> =>
  valueFor('', schemaOf(schema, 'input') as JsonSchema) as Record<string, unknown>;

/** @throws ZodError where a rule of the schema, such as a pattern, asks for a value made by hand. */
export const sampleOf = (schema: z.ZodObject): Record<string, unknown> => {
  const sample = roughlyOf(schema);
  schema.parse(sample);
  for (const { holder, key, owner, ids } of sealedPlaces(schema)(sample))
    holder[key] = `sealed.1.${subjectOf(owner, ids)}.${Buffer.from(String(key)).toString('base64url')}`;
  return sample;
};
