/** Routes from declared endpoints: who asks and what they give is checked before the handler, what it answers before it leaves. */
import { Readable } from 'node:stream';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import { session } from '@yunzhen/contracts/api/auth';
import {
  type AnswerOf,
  type Endpoint,
  type EndpointAccess,
  isBytes,
  pathParams,
  type RefusedBy,
} from '@yunzhen/contracts/endpoint';
import { grants as usualGrants } from '@yunzhen/contracts/index';
import { type Grants, permissionOf, reachWith } from '@yunzhen/contracts/permissions';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asks, telling } from './audit/asked.ts';
import type { Route } from './http.ts';
import { Forbidden } from './problem/errors.ts';
import { problem } from './problem.ts';
import type { Authenticate, SignedInActor } from './sign-in.ts';
import { TokenError } from './tokens/error.ts';

/** Refused for a reason that the endpoint declares; answered as problem+json with its status. */
export class EndpointRefused<F extends string = string> extends Error {
  override readonly name = 'EndpointRefused';
  readonly code: F;
  readonly headers: Readonly<Record<string, string>>;
  constructor(code: F, headers: Readonly<Record<string, string>> = {}) {
    super(code);
    this.code = code;
    this.headers = headers;
  }
}

/** Null where nobody needs to sign in: a token is not even read there. */
type ByOf<E> =
  E extends Endpoint<infer _P, infer A> ? (A extends 'everyone' | 'signature' ? null : SignedInActor) : never;
export interface Called<E> {
  readonly input: E extends Endpoint<infer P> ? z.output<z.ZodObject<P>> : never;
  readonly by: ByOf<E>;
  /** For a body of bytes, headers and an address. */
  readonly request: FastifyRequest;
  /** For headers; the status follows from the declaration. */
  readonly reply: FastifyReply;
  /** Throws EndpointRefused. */
  readonly refuse: (code: RefusedBy<E>, headers?: Readonly<Record<string, string>>) => never;
}
export type Handler<E> = (called: Called<E>) => Promise<Given<E>> | Given<E>;
/** Where nothing is answered, whatever is given is dropped; a value is cut to its schema, and bytes may come as a stream. */
type Given<E> =
  AnswerOf<E> extends undefined
    ? unknown
    : AnswerOf<E> extends Uint8Array
      ? Uint8Array | AsyncIterable<Uint8Array>
      : AnswerOf<E>;
export type Handlers<D> = { readonly [K in keyof D]: Handler<D[K]> };

/** One route for each endpoint; one without a handler, or a handler of none, does not compile. */
export const endpointRoutes = <const D extends Readonly<Record<string, Endpoint>>>(
  declared: D,
  handlers: Handlers<D>,
  authenticate: Authenticate,
  grants: Grants = usualGrants,
): Route[] =>
  Object.entries(declared).map(([name, endpoint]) => ({
    method: endpoint.method,
    path: endpoint.path,
    handle: handlerOf(
      name,
      endpoint,
      handlers[name] as unknown as Handler<Endpoint>,
      askedBy(name, endpoint.access, authenticate, grants),
    ),
  }));

/** A body that came as a stream, whole; empty where there is none. Throws once it is larger than `most` bytes, without the rest. */
export const bytesFrom = async ({ body }: Pick<FastifyRequest, 'body'>, most: number): Promise<Buffer> => {
  if (!(body instanceof Readable)) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw new PayloadTooLargeException();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

const refuse = (code: string, headers?: Readonly<Record<string, string>>): never => {
  throw new EndpointRefused(code, headers);
};

const handlerOf = (
  name: string,
  endpoint: Endpoint,
  handle: Handler<Endpoint>,
  asked: (request: FastifyRequest) => Promise<SignedInActor | null>,
): Route['handle'] => {
  const inputOf = readInput(endpoint);
  const answered = answering(name, endpoint);
  const { traces } = endpoint;
  const trace = {
    what: permissionOf.endpoint(name),
    kind: traces === undefined || traces === 'look' ? 'look' : 'sign-in',
    traced: traces === 'look' || traces === 'sign-in',
  } as const;
  const [idParam = ''] = pathParams(endpoint.path);
  return async (request, reply) => {
    const about = z.uuid().safeParse((request.params as Record<string, unknown>)[idParam]).data ?? null;
    asks(request, { ...trace, about });
    try {
      const by = await asked(request);
      telling(request, { by });
      reply.header('cache-control', 'no-store');
      const given = await handle({ input: inputOf(request), by, request, reply, refuse } as never);
      if (traces === 'sign-in') telling(request, signedInBy(given) ?? {});
      return answered(given, reply);
    } catch (error) {
      if (!(error instanceof EndpointRefused)) throw error;
      return refused(name, endpoint, error, reply);
    }
  };
};

/** Who has just signed in. */
const signedInBy = (given: unknown): { readonly by: SignedInActor } | null => {
  const { success, data } = session.pick({ holder: true }).safeParse(given);
  return success ? { by: data.holder } : null;
};

const askedBy = (name: string, access: EndpointAccess, authenticate: Authenticate, grants: Grants) => {
  const permission = permissionOf.endpoint(name);
  return async (request: FastifyRequest): Promise<SignedInActor | null> => {
    if (access === 'everyone' || access === 'signature') return null;
    const by = await authenticate(request);
    if (!by) throw new TokenError('invalid');
    if (!reachWith(grants, permission, by.role)) throw new Forbidden(name);
    return by;
  };
};

const isFile = ({ body }: FastifyRequest): boolean => Buffer.isBuffer(body) || body instanceof Readable;
const mediaTypeOf = ({ headers }: FastifyRequest): string =>
  (headers['content-type'] ?? '').replace(/;.*/s, '').trim().toLowerCase();

/** Throws ZodError. What is signed is proved before it is read: its handler reads it. */
const readInput = ({ method, path, params, access, takes }: Endpoint) => {
  const schema = z.object(params);
  const named = new Set(pathParams(path));
  const takesBody = method === 'POST' && Object.keys(params).some(param => !named.has(param));
  return (request: FastifyRequest): unknown => {
    if (access === 'signature') return {};
    if (isFile(request) && !takes?.types.includes(mediaTypeOf(request))) throw new UnsupportedMediaTypeException();
    const sent = takes ? {} : takesBody ? request.body : request.query;
    return schema.parse({ ...((sent ?? {}) as object), ...(request.params as object) });
  };
};

const answering = (name: string, { answer }: Endpoint) => {
  if (answer === null)
    return (_: unknown, reply: FastifyReply): void => {
      reply.code(204);
    };
  if (isBytes(answer)) return (given: unknown): unknown => given;
  return (given: unknown): unknown => {
    const { success, data, error } = answer.safeParse(given);
    if (success) return data;
    // Fields and rules, never values: they may be personal.
    const where = error.issues.map(issue => `${issue.path.join('.')} ${issue.code}`).join(', ');
    throw new TypeError(`${name} answers otherwise than declared: ${where}`);
  };
};

const refused = (
  name: string,
  { refusals, refusedAs }: Endpoint,
  { code, headers }: EndpointRefused,
  reply: FastifyReply,
): unknown => {
  const status = refusals[code];
  if (status === undefined) throw new TypeError(`${name} does not declare to refuse with ${code}`);
  reply.code(status).type('application/problem+json; charset=utf-8').headers(headers);
  return refusedAs === undefined
    ? problem(status, code, 'Refused')
    : problem(status, refusedAs, 'Refused', undefined, { message: code });
};
