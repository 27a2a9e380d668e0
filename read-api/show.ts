/** The last step of an answer: sealed personal data is opened, and masked for the roles that only need to recognise a person. */
import { mask, maskedFor, type PersonalKind } from '@yunzhen/contracts/personal';
import type { Actor } from '@yunzhen/contracts/roles';
import { z } from 'zod';

type Change = (value: unknown) => unknown;

/** A function that masks what a schema calls personal, all of it or what nobody sees in full; null when there is nothing in it. */
export const masker = (schema: z.ZodType, what: 'all' | 'always'): Change | null => {
  const { personal, masked } = schema.meta() ?? {};
  const kind = personal as PersonalKind | undefined;
  if (kind && what === 'always' && masked !== 'always') return null;
  if (kind) return value => (typeof value === 'string' ? mask(kind, value) : value);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return masker(schema.unwrap() as z.ZodType, what);
  if (schema instanceof z.ZodArray) {
    const element = masker(schema.element as z.ZodType, what);
    return element && (value => (Array.isArray(value) ? value.map(element) : value));
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
      const change = masker(field as z.ZodType, what);
      return change ? [[name, change] as const] : [];
    });
    if (fields.length === 0) return null;
    return value => {
      if (typeof value !== 'object' || value === null) return value;
      const copy: Record<string, unknown> = { ...value };
      for (const [name, change] of fields) if (name in copy) copy[name] = change(copy[name]);
      return copy;
    };
  }
  // What this cannot look into could show a person whole.
  if (!plain.has(schema.type)) throw new TypeError(`no answer may be a ${schema.type}: it cannot be masked`);
  return null;
};

/** Kinds of schemas that nothing else stands in. */
const plain = new Set<string>(['string', 'number', 'int', 'boolean', 'enum', 'literal', 'null']);

export const masks = (by: Actor | null): boolean => maskedFor.some(role => role === by?.role);
