/** A query's answer: its declaration from the contracts and the function that looks it up. */
import type { ClickHouseClient } from '@clickhouse/client';
import type { BlindIndex } from '@yunzhen/contracts/lookup';
import type { Query } from '@yunzhen/contracts/query';
import type { Actor } from '@yunzhen/contracts/roles';
import type { ViewShape } from '@yunzhen/contracts/shape';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import { NotFound } from '@yunzhen/platform/problem';
import type { Collection } from 'mongodb';
import type { z } from 'zod';

/** A document of a view as the projections store it. */
export type Row<T> = T & { readonly _id: string; readonly position: number };

export type View = <D>(shape: ViewShape<D>) => Collection<Row<D>>;

export interface Asking<P> {
  readonly params: P;
  /** Null when nobody is signed in. */
  readonly by: Actor | null;
  /** Which rows of a view the asking person reaches: goes into every filter (`all`). */
  readonly reachable: <D>(shape: ViewShape<D>) => object;
  /** The collection behind a view at this moment. Throws TypeError for one that the query does not declare to read. */
  readonly view: View;
  readonly clickhouse: ClickHouseClient;
  /** Keyed blind index of personal data. */
  readonly index: BlindIndex;
  /** The events of a stream, the first first; none of one that is not there. */
  readonly history: (stream: string) => Promise<readonly RecordedEvent[]>;
  readonly now: Date;
}

export interface Answered {
  readonly name: string;
  readonly query: Query;
  /** The answer may carry sealed values; they are opened on the way out. Throws NotFound. */
  readonly run: (asking: Asking<never>) => Promise<unknown>;
}

export const answer = <P extends z.ZodRawShape, R extends z.ZodType>(
  name: string,
  query: Query<P, R>,
  run: (asking: Asking<z.infer<z.ZodObject<P>>>) => Promise<z.input<R>>,
): Answered => ({ name, query, run });

/** Views as a query may read them: those that it declares. */
export const declaredTo = ({ reads }: Query, view: View): View => {
  const names = new Set(reads.map(({ name }) => name));
  return shape => {
    if (!names.has(shape.name)) throw new TypeError(`a query that does not declare to read ${shape.name} reads it`);
    return view(shape);
  };
};

/** A stored document without what only the projections need. Throws NotFound for null. */
export const shown = <R extends { readonly _id: string; readonly position: number }>(
  row: R | null,
): Omit<R, '_id' | 'position'> => {
  if (!row) throw new NotFound();
  const { _id, position, ...rest } = row;
  return rest;
};

/** The one element of a list of one. Throws NotFound when it is empty. */
export const only = <T>([row]: readonly T[]): T => {
  if (row === undefined) throw new NotFound();
  return row;
};
