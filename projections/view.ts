import type { StoredOf } from '@yunzhen/contracts/language';
import type { ViewShape } from '@yunzhen/contracts/shape';

/** What an event does to one document, as data; a document that is not there yet begins empty. */
export interface Operation<D = Document> {
  readonly id: string;
  readonly set?: Partial<D>;
  readonly inc?: { readonly [K in keyof D]?: number };
  /** Appends one element to an array field. */
  readonly push?: { readonly [K in keyof D]?: D[K] extends readonly (infer T)[] ? T : never };
  /** Takes out the elements of an array field whose fields equal these. */
  readonly pull?: { readonly [K in keyof D]?: D[K] extends readonly (infer T)[] ? Partial<T> : never };
  /** Changes the elements of an array field whose fields equal those of `match`, where they stand. */
  readonly patch?: { readonly [K in keyof D]?: D[K] extends readonly (infer T)[] ? Patch<T> : never };
  readonly remove?: true;
  /** Leaves a document that is not there alone instead of beginning one. */
  readonly existing?: true;
  /** Leaves a document alone whose fields are not these; implies `existing`. */
  readonly where?: Partial<D>;
}
export interface Patch<T> {
  readonly match: Partial<T>;
  readonly set: Partial<T>;
}
export type Document = Record<string, unknown>;

export interface Meta {
  /** When the command was given, ISO. */
  readonly at: string;
  readonly eventId: string;
}

/** A view as the engine runs it; name and version are its identity. */
export interface View {
  readonly name: string;
  readonly version: number;
  /** Of a document; absent where no contract declares the view. */
  readonly row?: ViewShape['row'];
  /** Fields that lists are filtered and sorted by, one index each. */
  readonly indexes: readonly Readonly<Record<string, 1 | -1>>[];
  readonly on: Readonly<Record<string, (data: never, meta: Meta) => Operation | readonly Operation[]>>;
}

/** A field, or one within it: `refunds.status`. */
type Path<K extends string> = K | `${K}.${string}`;

type Table<D, E extends { type: string }, T extends string> = {
  readonly [K in T]: K extends E['type']
    ? (data: StoredOf<E, K>, meta: Meta) => Operation<D> | readonly Operation<D>[]
    : never;
};
type Indexes<D> = readonly { readonly [K in Path<keyof D & string> | 'position']?: 1 | -1 }[];

/**
 * The table of a declared view: event → operations. `project(shape)<Events>(table)`: an event that the shape does not declare, or
 * one of its own that is left out, does not compile.
 */
export const project =
  <D, T extends string>({ name, version, row }: ViewShape<D, T>) =>
  <E extends { type: string }>(on: Table<D, E, T>, indexes: Indexes<D> = []): View => ({
    name,
    version,
    row,
    on: on as unknown as View['on'],
    indexes: indexes as View['indexes'],
  });

/** A view that no contract declares, for tests of what runs them. */
export const view = <E extends { type: string }, D>(
  name: string,
  version: number,
  on: Partial<Table<D, E, E['type']>>,
  indexes: Indexes<D> = [],
): View => ({ name, version, on: on as unknown as View['on'], indexes: indexes as View['indexes'] });
