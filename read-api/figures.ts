/** Questions to ClickHouse: values are bound, never written into the text; a missing department means the whole house. */
import type { ClickHouseClient } from '@clickhouse/client';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { later } from './filters.ts';

/** Days of the hospital, both included. */
export interface Range {
  readonly from: string;
  readonly to: string;
  readonly departmentId: string | undefined;
}
interface Asked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly departmentId?: string | undefined;
}

const usualDays = 14;
const mostDays = 366;
const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The days that were asked for, at most a year. */
export const rangeOf = ({ from, to, departmentId }: Asked, now: Date): Range => {
  const last = to ?? chinaDayOf(now);
  const first = from ?? addDays(last, 1 - usualDays);
  return { from: later(first, addDays(last, 1 - mostDays)), to: last, departmentId };
};

/** The days of a range, in order. */
export const daysOf = ({ from, to }: Range): string[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

export const inDays = 'day BETWEEN {from:Date} AND {to:Date}';
/** For rows that name their department. */
export const ofDepartment = (departmentId: string | undefined): string =>
  departmentId ? 'AND department_id = {departmentId:UUID}' : '';

export const ask = async <R>(clickhouse: ClickHouseClient, query: string, values: object): Promise<R[]> => {
  const query_params = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const answer = await clickhouse.query({
    query,
    query_params,
    format: 'JSONEachRow',
    // Counts and sums of fen stay far below 2^53.
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  });
  return answer.json<R>();
};
