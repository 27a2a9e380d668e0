/** The rows of a fact table as its declaration says: one for each event, its columns taken from the event's fields. */
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { kebab } from '@yunzhen/contracts/language';
import { type ColumnKind, columnOf, type EventFacts } from '@yunzhen/contracts/statistics/fact';
import { z } from 'zod';
import { clickhouseTime, type Fact } from './fact.ts';

const kinds = {
  id: { type: 'UUID', none: '00000000-0000-0000-0000-000000000000', takes: (of: z.ZodType) => of instanceof z.ZodUUID },
  fen: { type: 'UInt32', none: 0, takes: (of: z.ZodType) => of.type === 'number' },
  count: { type: 'UInt16', none: 0, takes: (of: z.ZodType) => of.type === 'number' },
  word: { type: 'LowCardinality(String)', none: '', takes: (of: z.ZodType) => of instanceof z.ZodEnum },
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
} as const satisfies Readonly<Record<ColumnKind, object>>;

/** Throws TypeError where a field does not fit its column's kind, so that no free or personal text gets in. */
export const factOf = ({ name, version, of, columns, on }: EventFacts): Fact => {
  const all = Object.entries(columns).map(([name, column]) => {
    const [kind, ...fields] = typeof column === 'string' ? [column, name] : column;
    return {
      column: columnOf(name),
      kind: kind as ColumnKind,
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
    name,
    version,
    takes: { columns, on },
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

const bare = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable ? bare(schema.unwrap() as z.ZodType) : schema;
