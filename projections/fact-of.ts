/** A fact table follows from the events of a capability: a row each, whose columns are fields of the event. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { type Capability, kebab } from '@yunzhen/contracts/language';
import type { FactShape } from '@yunzhen/contracts/shape';
import { z } from 'zod';
import { clickhouseTime, type Fact } from './fact.ts';

type EventsOf<C> = C extends Capability<string, infer E> ? E : never;
type FieldOf<E> = E extends unknown ? keyof E & string : never;

/**
 * The column's kind, and the fields it is taken from: its own name, the first of a list that the event has, or one for each event
 * that is named. Where an event has none the column says nothing: an id of zeros, 0, empty, 1970.
 */
type Column<E> =
  | Kind
  | readonly [Kind, ...FieldOf<E[keyof E]>[]]
  | readonly [Kind, { readonly [T in keyof E]?: FieldOf<E[T]> }];
/** A column that names no field is one itself. */
type Named<E, Cs> = {
  readonly [N in keyof Cs]: Cs[N] extends Kind ? (N extends FieldOf<E[keyof E]> ? Kind : never) : Cs[N];
};

const kinds = {
  id: { type: 'UUID', none: '00000000-0000-0000-0000-000000000000', takes: (of: z.ZodType) => of instanceof z.ZodUUID },
  fen: { type: 'UInt32', none: 0, takes: (of: z.ZodType) => of.type === 'number' },
  count: { type: 'UInt16', none: 0, takes: (of: z.ZodType) => of.type === 'number' },
  /** One of the words that the contract lists: never what somebody typed. */
  word: { type: 'LowCardinality(String)', none: '', takes: (of: z.ZodType) => of instanceof z.ZodEnum },
  /** The hospital's day of an instant. */
  day: {
    type: 'Date',
    none: '1970-01-01',
    takes: (of: z.ZodType) => of instanceof z.ZodISODateTime,
    write: (value: unknown) => chinaDayOf(String(value)),
  },
  time: {
    type: "DateTime64(3, 'UTC')",
    none: '1970-01-01 00:00:00.000',
    takes: (of: z.ZodType) => of instanceof z.ZodISODateTime,
    write: (value: unknown) => clickhouseTime(String(value)),
  },
} as const;
type Kind = keyof typeof kinds;

/**
 * One row for each event: its `kind` is the event's name, its `day` the hospital's day on which it happened, by the first of `on`
 * that the event has. Throws TypeError where a field does not fit its column's kind, so that no free or personal text gets in.
 */
export const factOf = <C extends Capability, const Cs extends Readonly<Record<string, Column<EventsOf<C>>>>>(
  shape: FactShape,
  of: C,
  columns: Cs & Named<EventsOf<C>, Cs>,
  on: readonly FieldOf<EventsOf<C>[keyof EventsOf<C>]>[] = [],
): Fact => {
  const all = Object.entries<Column<EventsOf<C>>>(columns).map(([name, column]) => {
    const [kind, ...fields] = typeof column === 'string' ? [column, name] : column;
    return {
      column: snake(name),
      kind: kind as Kind,
      fields: fields as readonly (string | Readonly<Record<string, string>>)[],
    };
  });
  const rowOf = (event: string, fields: z.ZodRawShape) => {
    const cells = [{ column: 'day', kind: 'day' as const, fields: on }, ...all].map(
      ({ column, kind, fields: from }) => {
        const field = from.map(one => (typeof one === 'string' ? one : one[event])).find(one => one && one in fields);
        if (field && !kinds[kind].takes(bare(fields[field] as z.ZodType)))
          throw new TypeError(`${of.name} ${event}: ${field} is no ${kind}`);
        return { column, field, ...kinds[kind] };
      },
    );
    return (data: Readonly<Record<string, unknown>>, { at }: { readonly at: string }) => {
      const row: Record<string, unknown> = { kind: kebab(event), day: chinaDayOf(at) };
      for (const { column, field, none, ...kind } of cells) {
        const value = field === undefined ? undefined : data[field];
        if (value !== undefined) row[column] = 'write' in kind ? kind.write(value) : value;
        else row[column] ??= none;
      }
      return row;
    };
  };
  return {
    name: shape.name,
    version: shape.version,
    columns: {
      kind: kinds.word.type,
      day: kinds.day.type,
      ...Object.fromEntries(all.map(({ column, kind }) => [column, kinds[kind].type])),
    },
    orderBy: ['day', 'kind'],
    on: Object.fromEntries(
      Object.entries(of.events).map(([event, fields]) => [`${of.name}.${kebab(event)}`, rowOf(event, fields)]),
    ),
  };
};

const snake = (camel: string): string => camel.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? bare(schema.unwrap() as z.ZodType) : schema;
