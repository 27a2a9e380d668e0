/** A query is declared once: its address, who may ask, what it takes and what it answers. */
import { z } from 'zod';
import type { Access } from './roles.ts';
import type { Shape } from './shape.ts';

export interface Query<P extends z.ZodRawShape = z.ZodRawShape, R extends z.ZodType = z.ZodType> {
  /** Below `/api`, path parameters as `:name`; all other parameters stand in the query string. */
  readonly path: string;
  /** Asked by POST, all parameters in the body: for what must not stand in an address, which browsers and proxies keep. */
  readonly posted?: true;
  readonly summary: string;
  readonly access: Access;
  readonly params: P;
  readonly result: R;
  /** What it is read from: what `after=` waits for, and whose events make an answer old, in Redis and on the screens. */
  readonly reads: readonly Shape[];
  /** Seconds an answer may be served from Redis; absent: never cached. */
  readonly cache?: number;
}

export const query = <P extends z.ZodRawShape, R extends z.ZodType>(declared: Query<P, R>): Query<P, R> => declared;

/** Lists page by cursor: `next` is given back as `cursor`, null on the last page. */
export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });
/** A number of ours, whole or its end, or one of HIS or WeChat, whole. A mobile or ID number is none: it must not stand in an address. */
export const anyNumber = z.string().regex(/^(?!1[3-9]\d{9}$)(?!\d{17}[\dXx]$)(?=.*\d)[\w-]{4,64}$/);

export const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};
