/** Who a request comes from: its bearer token, verified, and the state that grants the role, asked. */
import type { Actor, Role } from '@yunzhen/contracts/roles';
import type { FastifyRequest } from 'fastify';
import { type Limits, limits } from './limits.ts';
import { TokenError, type Tokens } from './tokens.ts';

export interface SignedInActor extends Actor {
  /** The sign-in the token belongs to. */
  readonly session?: string;
}
export type Authenticate = (request: FastifyRequest) => Promise<SignedInActor | null>;

/** Whether the state that grants a role still does: the account is open, the practitioner active. */
export type MayAct = (holder: {
  readonly id: string;
  readonly role: Role;
  readonly issuedAt: number;
}) => Promise<boolean>;

/** Null without a token; throws TokenError for one that is no good, or whose owner has lost the right, and TooManyRequests. */
export const bearer =
  (
    tokens: Pick<Tokens, 'verifyAccess'>,
    mayAct: MayAct,
    { account: spend }: Pick<Limits, 'account'> = limits(),
  ): Authenticate =>
  async request => {
    const { authorization } = request.headers;
    if (authorization === undefined) return null;
    const [, token] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
    if (!token) throw new TokenError('invalid');
    const { id, roles, issuedAt, session } = await tokens.verifyAccess(token);
    await spend(request, id);
    const role = roles[0] as Role;
    if (!(await mayAct({ id, role, issuedAt }))) throw new TokenError('revoked');
    return { id, role, ...(session && { session }) };
  };

/** The same for a route that nobody may use without signing in. */
export const signedIn =
  (authenticate: Authenticate) =>
  async (request: FastifyRequest): Promise<SignedInActor> => {
    const actor = await authenticate(request);
    if (!actor) throw new TokenError('invalid');
    return actor;
  };
