/** Who a request comes from: its bearer token, verified. */
import type { Actor, Role } from '@yunzhen/contracts/roles';
import type { FastifyRequest } from 'fastify';
import { TokenError, type Tokens } from './tokens.ts';

export type Authenticate = (request: FastifyRequest) => Promise<Actor | null>;

/** Null without a token; throws TokenError for one that is no good. */
export const bearer =
  (tokens: Pick<Tokens, 'verifyAccess'>): Authenticate =>
  async ({ headers: { authorization } }) => {
    if (authorization === undefined) return null;
    const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
    if (!token) throw new TokenError('invalid');
    const { id, roles } = await tokens.verifyAccess(token);
    return { id, role: roles[0] as Role };
  };

/** The same for a route that nobody may use without signing in. */
export const signedIn =
  (authenticate: Authenticate) =>
  async (request: FastifyRequest): Promise<Actor> => {
    const actor = await authenticate(request);
    if (!actor) throw new TokenError('invalid');
    return actor;
  };
