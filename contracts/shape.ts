/** What answers are read from, declared once: who fills it, and which events make an answer old, follow from it. */
import type { z } from 'zod';
import type { Role } from './roles.ts';

/** A view or a log in MongoDB, or a fact table in ClickHouse. A changed meaning is a new version, which fills beside the old one. */
export interface Shape<N extends string = string, T extends string = string> {
  readonly kind: 'view' | 'log' | 'fact';
  readonly name: N;
  readonly version: number;
  /** Wire names of the events it is made of; `registration.*` for all of a capability. */
  readonly events: readonly T[];
}

/** `D`: a document as it is stored, what is sealed still sealed. */
export interface ViewShape<D = unknown, T extends string = string> extends Shape<string, T> {
  readonly kind: 'view' | 'log';
  readonly row: z.ZodType<unknown, D>;
  /** Whose a row is: the field of it with the id of who may see it as their own, by role. */
  readonly owners: Owners<string>;
}

/** A document of a view as it is stored. */
export type StoredRow<V> = V extends ViewShape<infer D> ? D : never;

type Owners<F> = Partial<Readonly<Record<Role, F>>>;
type Declared<D, T extends string> = Omit<ViewShape<D, T>, 'kind'> & { readonly owners: Owners<keyof D & string> };

export const viewShape = <D, const T extends string>(declared: Declared<D, T>): ViewShape<D, T> => ({
  kind: 'view',
  ...declared,
});

/** Rows that a service writes itself, in the collection of this name; `events` make an answer old. */
export const logShape = <D, const T extends string>(declared: Declared<D, T>): ViewShape<D, T> => ({
  kind: 'log',
  ...declared,
});

export interface FactShape<N extends string = string> extends Shape<N> {
  readonly kind: 'fact';
}

/** A table of rows made of the events of these capabilities; its columns are the projections' own. */
export const factShape = <const N extends string>(
  name: N,
  version: number,
  ...capabilities: readonly string[]
): FactShape<N> => ({
  kind: 'fact',
  name,
  version,
  events: capabilities.map(capability => `${capability}.*`),
});

/**
 * Whether something that happened changes what was read from these.
 * @param type of an event, or the name of a capability: after a command, any of its events may have happened.
 */
export const touches = (reads: readonly Shape[], type: string): boolean =>
  reads.some(({ events }) => events.some(event => covers(event, type)));

const covers = (event: string, type: string): boolean =>
  event === type || event.startsWith(`${type}.`) || (event.endsWith('.*') && type.startsWith(event.slice(0, -1)));
