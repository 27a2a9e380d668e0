/** Data for a command as its schema has it, from chance and from what is known of fields by their names. */
import { z } from 'zod';
import { idNumberOf } from './id-number.ts';
import type { Random } from './random.ts';

interface JsonSchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
}
/** Something a field of that name may hold; undefined: nothing is known of it. */
export type Known = (field: string) => unknown;

const schemas = new WeakMap<z.ZodRawShape, JsonSchema>();
const schemaOf = (shape: z.ZodRawShape): JsonSchema => {
  const made =
    schemas.get(shape) ??
    (z.toJSONSchema(z.strictObject(shape), { io: 'input', unrepresentable: 'any' }) as JsonSchema);
  schemas.set(shape, made);
  return made;
};

/** What keeps a rule that its schema does not tell. */
const byName: Readonly<Record<string, (random: Random) => unknown>> = {
  idNumber: random => idNumberOf('1980-01-01', 100 + random.below(900)),
};
/** For patterns: the first that fits. */
const codes = ['13900001234', '0123456789', 'ABC123', '03.04', 'I10', '2026-03', '李娜'];

const dayMs = 86_400_000;
const words = '复诊开药头晕血压平稳按时服用';

const texts: Readonly<Record<string, (random: Random, now: number) => string>> = {
  uuid: random => random.uuid(),
  'date-time': (random, now) => new Date(now + Math.round((random.next() - 0.3) * dayMs)).toISOString(),
  date: (random, now) => new Date(now - random.below(20_000) * dayMs).toISOString().slice(0, 10),
};

/**
 * @param now epoch milliseconds
 * @returns mostly what the schema lets through; what only a rule of its own tells, such as a check digit, may be wrong
 */
export const inputFor = (shape: z.ZodRawShape, known: Known, random: Random, now: number): object => {
  const whole = ({ minimum, maximum, exclusiveMinimum }: JsonSchema): number => {
    const least = Math.max(minimum ?? 0, (exclusiveMinimum ?? -1) + 1);
    return least + random.below(Math.min((maximum ?? least + 100) - least, 10_000) + 1);
  };
  const text = ({ format, pattern, minLength = 1, maxLength = 20 }: JsonSchema): string => {
    const fits = pattern && !format && codes.find(code => new RegExp(pattern, 'u').test(code));
    if (fits) return fits;
    const made = texts[format ?? ''];
    if (made) return made(random, now);
    const length = minLength + random.below(Math.min(maxLength, minLength + 20) - minLength + 1);
    return Array.from({ length }, () => words[random.below(words.length)]).join('');
  };
  const value = (field: string, schema: JsonSchema): unknown => {
    const found = known(field);
    if (found !== undefined) return found;
    if (byName[field]) return byName[field](random);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return random.pick(schema.enum);
    if (schema.anyOf) return value(field, random.pick(schema.anyOf));
    if (schema.type === 'object') return fields(schema);
    if (schema.type === 'boolean') return random.chance(0.5);
    if (schema.type === 'integer' || schema.type === 'number') return whole(schema);
    if (schema.type !== 'array') return schema.type === 'null' ? null : text(schema);
    const { items = {}, minItems = 0, maxItems = minItems + 2 } = schema;
    const length = minItems + random.below(Math.min(maxItems, minItems + 2) - minItems + 1);
    return Array.from({ length }, () => value(field, items));
  };
  const fields = ({ properties = {}, required = [] }: JsonSchema): object =>
    Object.fromEntries(
      Object.entries(properties).flatMap(([field, schema]) =>
        required.includes(field) || random.chance(0.5) ? [[field, value(field, schema)]] : [],
      ),
    );
  return fields(schemaOf(shape));
};
