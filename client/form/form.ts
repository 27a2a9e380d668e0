/** The form of a command: its fields by name, those of groups too, and which refusals are about one of them. */
import type { Offered } from '@yunzhen/contracts/api/client';
import type { Capability } from '@yunzhen/contracts/language';
import type { Audience } from '@yunzhen/contracts/said';
import { texts } from '@yunzhen/contracts/texts.zh';
import type { Text } from '@yunzhen/contracts/words';
import type { z } from 'zod';
import { type Field, fieldOf } from './field.ts';

export interface Form {
  /** `drug.list` */
  readonly command: string;
  /** What can be filled in by itself: parts in place of their group. */
  readonly fields: ReadonlyMap<string, Field>;
  /** Code of a refusal → name of the field that it is about. */
  readonly refusedAt: Readonly<Record<string, string>>;
}

const flat = (field: Field): readonly Field[] => (field.holds === 'group' ? field.parts.flatMap(flat) : [field]);

/** @param audience whose words the choices are in */
export const formOf = <C extends Capability, K extends Offered<C>>(
  capability: C,
  command: K,
  audience: Audience = 'staff',
): Form => {
  const { fields, choices, refusedAt = {} } = texts[capability.name as keyof typeof texts] as Text;
  const words = { audience, choices };
  const input = Object.entries((capability.commands[command]?.input ?? {}) as Readonly<Record<string, z.ZodType>>);
  const known = input.flatMap(([name, schema]) =>
    flat(fieldOf(name, schema, (fields as Partial<typeof fields>)[name as never], words)),
  );
  return {
    command: `${capability.name}.${command}`,
    fields: new Map(known.map(field => [field.name, field])),
    refusedAt: refusedAt as Form['refusedAt'],
  };
};

/** Throws RangeError for a name that the command does not have. */
export const fieldIn = (form: Form, name: string): Field => {
  const field = form.fields.get(name);
  if (!field) throw new RangeError(`${form.command} has no field ${name}`);
  return field;
};

/**
 * A form in another shape than that of the command.
 * @param own fields that a command does not have
 * @param becomes by field of the command, the own field that stands in its place
 */
export const withOwn = (
  { command, fields, refusedAt }: Form,
  own: readonly Field[],
  becomes: Readonly<Record<string, string>> = {},
): Form => ({
  command,
  fields: new Map([...fields, ...own.map(field => [field.name, field] as const)]),
  refusedAt: Object.fromEntries(Object.entries(refusedAt).map(([code, at]) => [code, becomes[at] ?? at])),
});
