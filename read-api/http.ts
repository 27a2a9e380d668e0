/** Queries over HTTP: reach, waiting for a position, cache, the answer cut to its declaration, ETag. */
import { createHash } from 'node:crypto';
import { pathParams } from '@yunzhen/contracts/endpoint';
import { type Grants, permissionOf, reachWith } from '@yunzhen/contracts/permissions';
import type { Actor } from '@yunzhen/contracts/roles';
import { asks, telling } from '@yunzhen/platform/audit/asked';
import type { Route } from '@yunzhen/platform/http';
import { Forbidden } from '@yunzhen/platform/problem';
import type { Authenticate } from '@yunzhen/platform/sign-in';
import { TokenError } from '@yunzhen/platform/tokens';
import { span } from '@yunzhen/platform/tracing';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Answered, type Asking, declaredTo } from './answer.ts';
import { nothingSeen, type Open, projection, type Seen } from './project.ts';
import { type Reachable, reachableBy } from './reachable.ts';

/** How long `after=` waits at the most, in milliseconds. */
const patienceMs = 3_000;
/** `now`: everything that has happened until this moment, for who does not know what they missed. */
const after = z.object({
  after: z
    .string()
    .regex(/^(\d{1,16}|now)$/)
    .optional(),
});
/** Said by who asks for the pages of a list to make a file of them; the audit trail keeps it. */
const purpose = z.object({ purpose: z.literal('export').optional() });
/** What is asked for by its id. */
const idIn = (params: Readonly<Record<string, unknown>>, path: string): string | null => {
  const [name = ''] = pathParams(path);
  return z.uuid().safeParse(params[name]).data ?? null;
};

export interface Serving {
  /** What each role may. */
  readonly grants: Grants;
  readonly authenticate: Authenticate;
  readonly asking: Pick<Asking<never>, 'view' | 'clickhouse' | 'index' | 'history'>;
  readonly reached: (position: number, ms: number, views: readonly string[]) => Promise<void>;
  /** Position of the newest event; null before the first. */
  readonly head: () => Promise<bigint | null>;
  readonly stamp: (views: readonly string[]) => string;
  readonly cached: (key: string, seconds: number, read: () => Promise<string>) => Promise<string>;
  readonly open: Open;
  /** Runs the query; the service sends it over Nest's QueryBus. */
  readonly run: (answered: Answered, asking: Asking<never>) => Promise<unknown>;
  readonly observe: (query: string, seconds: number) => void;
}

export const queryRoutes = (answers: readonly Answered[], serving: Serving): Route[] =>
  answers.map(answered => ({
    method: answered.query.posted ? 'POST' : 'GET',
    path: `/api${answered.query.path}`,
    handle: handlerOf(answered, serving),
  }));

const handlerOf = (answered: Answered, serving: Serving): Route['handle'] => {
  const { name, query } = answered;
  const permission = permissionOf.query(name);
  const params = z.object(query.params);
  const { declared, shown, personal, masks, digest } = projection(query.result);
  // What everybody may read is no secret of anybody.
  const traced = personal && query.access !== 'everyone';
  const view = declaredTo(query, serving.asking.view);
  const sources = [...new Set(query.reads.map(({ kind, name }) => (kind === 'fact' ? 'facts' : name)))];

  const read = (asked: z.infer<typeof params>, by: Actor | null, reachable: Reachable): Promise<unknown> => {
    const asking = { ...serving.asking, view, params: asked as never, by, reachable, now: new Date() };
    return span(`query ${name}`, {}, () => serving.run(answered, asking));
  };
  const finish = async (answer: unknown, by: Actor | null, seen?: Seen) =>
    JSON.stringify(await shown(answer, by, serving.open, seen));
  /** What is kept is as sealed as in the views; whoever asks gets it opened and masked. */
  const keep = async (asked: z.infer<typeof params>, reachable: Reachable, key: string, seconds: number) =>
    serving.cached(key, seconds, async () => JSON.stringify(declared(await read(asked, null, reachable))));

  const opened = async (kept: string, by: Actor | null, seen: Seen) =>
    traced || kept.includes('"sealed.') || masks(by) ? finish(JSON.parse(kept), by, seen) : kept;

  return async (request: FastifyRequest, reply: FastifyReply) => {
    const started = performance.now();
    asks(request, { what: permission, kind: 'look' });
    const by = await serving.authenticate(request);
    telling(request, { by });
    const reach = reachWith(serving.grants, permission, by?.role);
    if (!reach) throw by ? new Forbidden(name) : new TokenError('invalid');
    const reachable = await reachableBy(reach, by, serving.asking.view, new Date());
    const input: Record<string, unknown> = {
      ...((query.posted ? request.body : request.query) as object),
      ...(request.params as object),
    };
    const { after: position } = after.parse(input);
    const exported = purpose.parse(input).purpose === 'export';
    const why = z.uuid().safeParse(input.disclosureId).data ?? null;
    telling(request, { about: idIn(input, query.path), why, ...(exported && { kind: 'export' }) });
    const asked = params.parse(input);
    if (position) {
      const wanted = position === 'now' ? await serving.head() : position;
      if (wanted !== null) await serving.reached(Number(wanted), patienceMs, sources);
    }
    // Facts change with every event: only who waits for one of them asks anew, for the others an answer lasts its time.
    const stamped = position ? sources : sources.filter(source => source !== 'facts');
    const key = `query:${name}:${digest}:${JSON.stringify([asked, by && reach !== 'any' ? [by.role, by.id] : null])}:${serving.stamp(stamped)}`;
    const seen = nothingSeen();
    // A cached answer is for all who reach as far: it cannot depend on who asked first.
    const text = query.cache
      ? await opened(await keep(asked, reachable, key, query.cache), by, seen)
      : await finish(await read(asked, by, reachable), by, seen);
    telling(request, { whose: seen.whose, traced: traced && seen.people });
    // Bytes once: the hash, the length and the socket would each make them of a text again.
    const body = Buffer.from(text);
    serving.observe(name, (performance.now() - started) / 1_000);
    reply.type('application/json; charset=utf-8');
    if (query.access === 'everyone') return tagged(body, request, reply);
    // Of persons nothing stays on a device, nor on the way there.
    reply.header('cache-control', 'no-store');
    return body;
  };
};

/** Sent only to whom it is new. */
const tagged = (body: Buffer, { headers }: FastifyRequest, reply: FastifyReply): Buffer | string => {
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  reply.header('etag', etag).header('cache-control', 'public, no-cache');
  if (!names(headers['if-none-match'], etag)) return body;
  reply.code(304).removeHeader('content-type');
  return '';
};

/** Whether the header names the tag, in a list or alone; what compresses on the way makes it weak. */
const names = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag) ?? false;
