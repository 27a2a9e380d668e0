/** The table from errors to problems. */
import { STATUS_CODES } from 'node:http';
import { type ProblemCode, problemStatuses } from '@yunzhen/contracts/api/problems';
import { ZodError } from 'zod';
import { AppendUnknown, EventStoreUnavailable, NewerEvent, WrongExpectedRevision } from '../eventstore/errors.ts';
import { TooManyRequests } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import { SubjectErased } from '../sealing/keys.ts';
import { TokenError } from '../tokens/error.ts';
import { isAway } from './away.ts';
import { AuditBehind, Forbidden, InvalidInput, KeyReused, NotFound, OutcomeUnknown, ViewBehind } from './errors.ts';
import { inputErrors } from './input.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable, for programs; a screen shows its own words for it. */
  readonly code: string;
  readonly detail?: string;
  readonly [extension: string]: unknown;
}

export interface ProblemAnswer {
  readonly body: Problem;
  readonly headers?: Readonly<Record<string, string>>;
}

export const problem = (
  status: number,
  code: string,
  title: string,
  detail?: string,
  extra: Readonly<Record<string, unknown>> = {},
): Problem => ({
  ...extra,
  type: 'about:blank',
  title,
  status,
  code,
  ...(detail === undefined ? {} : { detail }),
});

const plain = (status: number, code: string, detail?: string): Problem =>
  problem(status, code, STATUS_CODES[status] ?? 'Error', detail);
/** One whose status is declared. */
const declared = (code: ProblemCode, detail?: string): Problem => plain(problemStatuses[code], code, detail);
const invalid = (issues: ConstructorParameters<typeof InvalidInput>[0]): Problem => ({
  errors: inputErrors(issues),
  ...declared('invalid-input'),
});

/** Fastify and Nest carry a status; their messages may quote the request and are not repeated. */
const statusOf = (error: object): number | undefined => {
  const { statusCode, getStatus } = error as { statusCode?: unknown; getStatus?: unknown };
  const status: unknown = typeof getStatus === 'function' ? getStatus.call(error) : statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
};

const codeFor = (status: number): string => (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(/[^a-z]+/g, '-');

/** Null for an error that nobody foresaw. */
export const problemOf = (error: unknown): ProblemAnswer | null => {
  if (error instanceof Refusal) return { body: plain(409, error.code) };
  if (error instanceof ZodError || error instanceof InvalidInput) return { body: invalid(error.issues) };
  if (error instanceof TokenError)
    return { body: declared(`token-${error.code}`), headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
  if (error instanceof Forbidden) return { body: declared('forbidden') };
  if (error instanceof NotFound) return { body: declared('not-found') };
  if (error instanceof SubjectErased) return { body: declared('subject-erased') };
  if (error instanceof WrongExpectedRevision)
    return {
      body: declared('conflict', 'Somebody else changed this at the same time.'),
      headers: { 'retry-after': '1' },
    };
  if (error instanceof NewerEvent)
    return {
      body: declared('newer-event', 'A newer build knows this; ask again.'),
      headers: { 'retry-after': '1' },
    };
  if (error instanceof KeyReused)
    return { body: declared('key-reused', 'This Idempotency-Key came with another body.') };
  if (error instanceof ViewBehind)
    return { body: declared('view-behind', 'Ask again.'), headers: { 'retry-after': '1' } };
  if (error instanceof AppendUnknown || error instanceof OutcomeUnknown)
    return {
      body: declared('outcome-unknown', 'Ask again with the same Idempotency-Key.'),
      headers: { 'retry-after': '1' },
    };
  if (error instanceof TooManyRequests)
    return { body: declared('too-many-requests'), headers: { 'retry-after': String(error.retryAfter) } };
  if (error instanceof EventStoreUnavailable || error instanceof AuditBehind || isAway(error))
    return { body: declared('unavailable'), headers: { 'retry-after': '1' } };
  const status = typeof error === 'object' && error !== null ? statusOf(error) : undefined;
  return status === undefined ? null : { body: plain(status, codeFor(status)) };
};
