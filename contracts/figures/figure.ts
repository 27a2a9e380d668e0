/** A figure is declared once: number, trend, definition, export and the rows behind it follow, so that none can count another thing. */
import type { Series } from '../design-tokens.ts';
import type { Capability } from '../language.ts';
import type { Access } from '../roles.ts';
import type { ViewShape } from '../shape.ts';
import type { EventFacts, KindOf } from '../statistics/fact.ts';
import type { Waiting } from '../waiting.ts';

interface Said {
  /** On tiles and as the name of its list, in Chinese. */
  readonly title: string;
  /** What exactly is counted, for the one who reads the number. */
  readonly definition: string;
  readonly access: Access;
  /** Its colour in charts. */
  readonly series?: Series;
}

/** What happened on the days of a range: facts of these kinds, each of which is a row. */
export interface Happened extends Said {
  readonly of: EventFacts;
  readonly kinds: readonly string[];
  /** Only rows that name one of these. */
  readonly naming?: string;
  /** The amounts of this column are added up; absent: rows are counted. */
  readonly sum?: string;
}

export const happened =
  <C extends Capability, N extends string>(of: EventFacts<C, N>) =>
  (
    declared: Said & {
      readonly kinds: readonly [KindOf<C>, ...KindOf<C>[]];
      readonly naming?: N;
      readonly sum?: N;
    },
  ): Happened => ({ of, ...declared });

/** What stands at this moment: rows of a view in these states, or elements of a list in each row. */
export interface Standing extends Said {
  readonly of: ViewShape;
  readonly in: readonly string[];
  /** The field with the row's own id. */
  readonly subject: string;
  /** The field with the instant that it stands since, or is due at. */
  readonly at: string;
  /** From when it is late; with `since`, what has not begun does not count. */
  readonly late?: Waiting['late'];
  /** Each element of this list is a row: `in`, `at` and `late` speak of its fields. */
  readonly each?: { readonly list: string; readonly id: string };
  /** The field with the hospital's day that has to be today. */
  readonly today?: string;
  /** Numbers of this field are added up; absent: rows are counted. */
  readonly sum?: string;
}

interface StandingOf<F extends string, S> extends Said {
  readonly in: readonly S[];
  readonly at: F;
  readonly late?: Waiting<string, { readonly since: F; readonly minutes: number } | { readonly until: F }>['late'];
}
type Field<D> = keyof D & string;

export const standing =
  <D extends { status: string }>(of: ViewShape<D>) =>
  (
    declared: StandingOf<Field<D>, D['status']> & {
      readonly subject: Field<D>;
      readonly today?: Field<D>;
      readonly sum?: Field<D>;
    },
  ): Standing => ({ of, ...declared });

/** The same of the elements of a list: `standingEach(paymentsView, 'refunds')({ subject: 'paymentId', id: 'refundId', … })` */
export const standingEach =
  <D extends { [N in L]: readonly { status: string }[] }, const L extends Field<D>>(of: ViewShape<D>, list: L) =>
  ({
    id,
    ...declared
  }: StandingOf<Field<D[L][number]>, D[L][number]['status']> & {
    readonly subject: Field<D>;
    /** The field with the element's own id. */
    readonly id: Field<D[L][number]>;
  }): Standing => ({ of, each: { list, id }, ...declared });

export type Figure = Happened | Standing;
export const isHappened = (figure: Figure): figure is Happened => 'kinds' in figure;
/** Whether it is money, in fen. */
export const isMoney = (figure: Figure): boolean =>
  isHappened(figure) && figure.sum !== undefined && [figure.of.columns[figure.sum]].flat()[0] === 'fen';
