import type { DataOf } from '@yunzhen/contracts/language';

/** What an event does to one document, as data; a document that is not there yet begins empty. */
export interface Operation<D = Document> {
  readonly id: string;
  readonly set?: Partial<D>;
  readonly inc?: { readonly [K in keyof D]?: number };
  /** Appends one element to an array field. */
  readonly push?: { readonly [K in keyof D]?: D[K] extends readonly (infer T)[] ? T : never };
  /** Takes out the elements of an array field whose fields equal these. */
  readonly pull?: { readonly [K in keyof D]?: D[K] extends readonly (infer T)[] ? Partial<T> : never };
  readonly remove?: true;
  /** Leaves a document that is not there alone instead of beginning one. */
  readonly existing?: true;
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
  /** Fields that lists are filtered and sorted by, one index each. */
  readonly indexes: readonly Readonly<Record<string, 1 | -1>>[];
  readonly on: Readonly<Record<string, (data: never, meta: Meta) => Operation | readonly Operation[]>>;
}

/** A field, or one within it: `refunds.status`. */
type Path<K extends string> = K | `${K}.${string}`;

/** A Mongo view is a table: event → operations. A changed meaning is a new version, which fills beside the old one. */
export const view = <E extends { type: string }, D>(
  name: string,
  version: number,
  on: { readonly [T in E['type']]?: (data: DataOf<E, T>, meta: Meta) => Operation<D> | readonly Operation<D>[] },
  indexes: readonly { readonly [K in Path<keyof D & string> | 'position']?: 1 | -1 }[] = [],
): View => ({ name, version, on: on as unknown as View['on'], indexes: indexes as View['indexes'] });
