/** Every error that leaves over HTTP is one problem+json body (RFC 9457) with a stable `code`, and repeats no input. */

import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { type ProblemAnswer, problemOf } from './problem/table.ts';

export { Forbidden, InvalidInput, KeyReused, NotFound, OutcomeUnknown, ViewBehind } from './problem/errors.ts';
export { type ProblemAnswer, problem, problemOf } from './problem/table.ts';

/** The part of a Fastify reply that is used. */
interface Reply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(body: unknown): unknown;
}

const reply = (to: Reply, { body, headers = {} }: ProblemAnswer): void => {
  to.code(body.status);
  to.header('content-type', 'application/problem+json; charset=utf-8');
  for (const [name, value] of Object.entries(headers)) to.header(name, value);
  to.send(body);
};

/** What an error becomes; one that nobody expected is logged under an id, and only the id is told. */
const answerFor = (error: unknown, log: Pick<Logger, 'error'>): ProblemAnswer => {
  const known = problemOf(error);
  if (known) return known;
  const id = randomUUID();
  log.error({ err: error, errorId: id }, 'unexpected error');
  return {
    body: {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal',
      instance: `urn:uuid:${id}`,
    },
  };
};

/** For Fastify's `setErrorHandler`. */
export const problemHandler =
  (log: Pick<Logger, 'error'>) =>
  (error: unknown, _request: unknown, to: Reply): void =>
    reply(to, answerFor(error, log));

/** For Nest's `useGlobalFilters`, on the Fastify adapter. */
export const problemFilter = (log: Pick<Logger, 'error'>) => ({
  catch: (error: unknown, host: { switchToHttp(): { getResponse<T>(): T } }): void =>
    reply(host.switchToHttp().getResponse<Reply>(), answerFor(error, log)),
});
