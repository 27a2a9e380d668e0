/** Facts of a capability: a row for each of its events, whose columns are fields of it. Declared here once for who writes and who reads. */
import { type Capability, type Kebab, kebab } from '../language.ts';
import { type FactShape, factShape } from '../shape.ts';

type EventsOf<C> = C extends Capability<string, infer E> ? E : never;
type FieldOf<E> = E extends unknown ? keyof E & string : never;
type FieldsOf<C> = FieldOf<EventsOf<C>[keyof EventsOf<C>]>;

/** `word`: one of those that the contract lists, never what somebody typed. `day`: the hospital's day of an instant. */
export type ColumnKind = 'id' | 'fen' | 'count' | 'word' | 'day' | 'time';
/**
 * The column's kind, and the fields it is taken from: its own name, the first of a list that the event has, or one for each event
 * that is named. Where an event has none the column says nothing: an id of zeros, 0, empty, 1970.
 */
type Column<E> =
  | ColumnKind
  | readonly [ColumnKind, ...FieldOf<E[keyof E]>[]]
  | readonly [ColumnKind, { readonly [T in keyof E]?: FieldOf<E[T]> }];
/** A column that names no field is one itself. */
type Named<E, Cs> = {
  readonly [N in keyof Cs]: Cs[N] extends ColumnKind ? (N extends FieldOf<E[keyof E]> ? ColumnKind : never) : Cs[N];
};

/** `kind`: a row's event, by its name in kebab case; `day`: the hospital's day it counts on. */
export interface EventFacts<C extends Capability = Capability, N extends string = string> extends FactShape {
  readonly of: C;
  /** The column with the id of the stream. */
  readonly subject: N;
  readonly columns: Readonly<Record<N, ColumnKind | readonly unknown[]>>;
  /** A row counts on the day of the first of these fields that its event has, else on that of the event. */
  readonly on: readonly string[];
}
/** What a row may say that it is. */
export type KindOf<C> = Kebab<keyof EventsOf<C> & string>;

export const eventFacts = <C extends Capability, const Cs extends Readonly<Record<string, Column<EventsOf<C>>>>>(
  version: number,
  of: C,
  declared: {
    readonly subject: keyof Cs & string;
    readonly columns: Cs & Named<EventsOf<C>, Cs>;
    readonly on?: readonly FieldsOf<C>[];
  },
): EventFacts<C, keyof Cs & string> => ({
  ...factShape(`${of.name}s`, version, of.name),
  of,
  subject: declared.subject,
  columns: declared.columns,
  on: declared.on ?? [],
});

/** As it is called in ClickHouse. */
export const columnOf = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);

/** Fields of the events that are rows of this kind. */
export const fieldsOf = ({ of }: EventFacts, kind: string): ReadonlySet<string> =>
  new Set(Object.entries(of.events).flatMap(([event, fields]) => (kebab(event) === kind ? Object.keys(fields) : [])));
