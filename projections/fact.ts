import type { StoredOf } from '@yunzhen/contracts/language';
import type { Meta } from './view.ts';

/** A column's ClickHouse type, such as `LowCardinality(String)`. */
export type Columns<R> = { readonly [K in keyof R & string]: string };
export interface Fact {
  readonly name: string;
  readonly version: number;
  readonly columns: Readonly<Record<string, string>>;
  readonly orderBy: readonly string[];
  /** What its rows are made of, where a declaration says so. */
  readonly takes?: object;
  readonly on: Readonly<Record<string, (data: never, meta: Meta) => object | readonly object[]>>;
}

/**
 * A ClickHouse fact table: event → row. The engine adds `event_id` and `at`; a row that is delivered again replaces itself,
 * so read `FINAL` or count distinct events. Never any personal data: ids, times, amounts and kinds only.
 */
export const fact = <E extends { type: string }, R>(
  name: string,
  version: number,
  table: {
    readonly columns: Columns<R>;
    /** Sort key before the event id: what queries filter by first. */
    readonly orderBy: readonly (keyof R & string)[];
    readonly on: { readonly [T in E['type']]?: (data: StoredOf<E, T>, meta: Meta) => R | readonly R[] };
  },
): Fact => ({ name, version, columns: table.columns, orderBy: table.orderBy, on: table.on as unknown as Fact['on'] });

/** ClickHouse reads `2026-01-02 03:04:05.678`; events carry ISO times. */
export const clickhouseTime = (iso: string): string => iso.replace('T', ' ').replace('Z', '');
