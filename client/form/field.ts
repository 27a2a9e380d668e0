/** A field of a form, as the contract and its words have it: nothing about a command is said again on a screen. */
import { type Holds, limitsOf } from '@yunzhen/contracts/limits';
import type { Audience } from '@yunzhen/contracts/said';
import { type FieldText, saidTo, type Text } from '@yunzhen/contracts/words';
import type { z } from 'zod';

export interface Field {
  /** Dotted where it is a part of a group: `licence.number`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly example?: string;
  readonly unit?: FieldText['unit'];
  /** `yuan` is typed in yuan and sent in fen, `unit-price` in ten-thousandths of a yuan. */
  readonly holds: Holds | 'yuan' | 'unit-price';
  readonly required: boolean;
  /** As in Limits; of amounts as they are sent. */
  readonly least?: number;
  readonly most?: number;
  /** Of a choice, in the order of the contract. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Of a group, or of each element of a list. */
  readonly parts: readonly Field[];
  readonly schema: z.ZodType;
}

export interface Words {
  readonly audience: Audience;
  readonly choices: Text['choices'];
}

const part = (name: string, schema: z.ZodType, text: FieldText | undefined, words: Words): Field => {
  const { label = '', hint, example, unit } = text ?? {};
  const { holds, required, least, most, options = [], element, shape } = limitsOf(schema);
  const said = words.choices[name.slice(name.lastIndexOf('.') + 1)];
  const inside = (prefix: string, of: Readonly<Record<string, z.ZodType>> | undefined) =>
    Object.entries(of ?? {}).map(([key, one]) => part(`${prefix}${key}`, one, text?.parts?.[key], words));
  const each = element && limitsOf(element);
  return {
    name,
    label,
    ...(hint !== undefined && { hint }),
    ...(example !== undefined && { example }),
    ...(unit !== undefined && { unit }),
    holds: unit === 'yuan' ? 'yuan' : unit === 'yuan/10000' ? 'unit-price' : holds,
    required,
    ...(least !== undefined && { least }),
    ...(most !== undefined && { most }),
    choices: options.map(value => ({ value, label: saidTo(words.audience, said?.[value] ?? '') })),
    parts: element
      ? each?.shape
        ? inside('', each.shape)
        : [part('', element, { label }, words)]
      : inside(`${name}.`, shape),
    schema,
  };
};

/** @param text of a field without words: its label is empty */
export const fieldOf = part;

/** More than fits into one line. */
export const isLong = ({ holds, most = 0 }: Pick<Field, 'holds' | 'most'>): boolean =>
  holds === 'lines' || (holds === 'line' && most > 100);

/** A field that no command has. */
export const ownField = (name: string, schema: z.ZodType, text: FieldText): Field =>
  part(name, schema, text, { audience: 'staff', choices: {} });
