/** A third kind beside command and query: signing in, files, tokens, and what is told or asked by machines. */
import type { z } from 'zod';
import type { Access } from './roles.ts';

/** A body as bytes, in one of these content types. */
export interface Bytes {
  readonly types: readonly [string, ...string[]];
}

/** `signature`: no person; who asks proves it by signing what they send. */
export type EndpointAccess = Access | 'signature';
/** A value that is sent as JSON, bytes, or nothing (204). */
export type EndpointAnswer = z.ZodType | Bytes | null;

export interface Endpoint<
  P extends z.ZodRawShape = z.ZodRawShape,
  A extends EndpointAccess = EndpointAccess,
  R extends EndpointAnswer = EndpointAnswer,
  F extends string = string,
> {
  readonly method: 'GET' | 'POST';
  /** From the origin on, its parameters as `:name`. */
  readonly path: string;
  readonly summary: string;
  readonly access: A;
  /** Those of the path; all others stand in the query string of a GET and in the JSON body of a POST. */
  readonly params: P;
  /** The body instead: as it comes, unread. */
  readonly takes?: Bytes;
  readonly answer: R;
  /** Also answered with these statuses where things are not well, in the same shape. */
  readonly alsoAnswers?: readonly number[];
  /** Code → status of its own refusals, besides what every route may answer. */
  readonly refusals: Readonly<Record<F, number>>;
  /** What stands as `code` of every refusal, the real one then as `message`: where an outside system prescribes it. */
  readonly refusedAs?: string;
  /**
   * What is kept of it in the audit trail besides 401 and 403: that data of others was looked at, a sign-in and what else its owner does
   * with an account, or only where that was refused.
   */
  readonly traces?: 'look' | 'sign-in' | 'refused sign-in';
  /** Names of capabilities that it sends commands to: their refusals leave by it as they do by a command. */
  readonly sends?: readonly string[];
}

export const endpoint = <
  const P extends z.ZodRawShape,
  const A extends EndpointAccess,
  const R extends EndpointAnswer,
  const F extends string = never,
>(
  declared: Omit<Endpoint<P, A, R, F>, 'refusals'> & { readonly refusals?: Readonly<Record<F, number>> },
): Endpoint<P, A, R, F> => ({ refusals: {} as Readonly<Record<F, number>>, ...declared });

export const bytes = (...types: [string, ...string[]]): Bytes => ({ types });
export const isBytes = (answer: EndpointAnswer | undefined): answer is Bytes =>
  answer !== null && answer !== undefined && 'types' in answer;

/** What a client gives: everything but bytes, in one object. */
export type InputTo<E> = E extends Endpoint<infer P, infer _A, infer _R, infer _F> ? z.input<z.ZodObject<P>> : never;
export type AnswerOf<E> =
  E extends Endpoint<infer _P, infer _A, infer R, infer _F>
    ? R extends z.ZodType
      ? z.output<R>
      : R extends Bytes
        ? Uint8Array
        : undefined
    : never;
/** Its own refusals. */
export type RefusedBy<E> = E extends Endpoint<infer _P, infer _A, infer _R, infer F> ? F : never;

/** Names of the parameters that stand in a path. */
export const pathParams = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
