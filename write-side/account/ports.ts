/** What signing in, and what one does about one's own account, is made of. */
import type { Route } from '@yunzhen/platform/http';
import type { Authenticate, MayAct } from '@yunzhen/platform/sign-in';
import type { Tokens } from '@yunzhen/platform/tokens';
import type { FastifyRequest } from 'fastify';
import type { Dispatch } from '../dispatch.ts';
import { type CodeToOpenid, WechatSignInRefused } from '../gateways/wechat-sign-in/client.ts';
import type { Account } from './decide.ts';
import type { Lockout } from './lockout.ts';
import type { Passwords } from './passwords.ts';
import { refused, SignInRefused } from './refused.ts';

export interface SignInPorts {
  readonly authenticate: Authenticate;
  readonly mayAct: MayAct;
  readonly tokens: Pick<
    Tokens,
    'issueAccess' | 'issueRefresh' | 'rotateRefresh' | 'signOut' | 'sessionsOf' | 'endSession'
  >;
  /** How long an access token is good for. */
  readonly accessSeconds: number;
  readonly openidOf: CodeToOpenid;
  /** The account as its stream says now: a cached fold may know an old password. */
  readonly accountOf: (accountId: string) => Promise<Account>;
  /** Where a login or a WeChat leads; null for one that leads nowhere. */
  readonly holderOf: (credentialId: string) => Promise<string | null>;
  readonly passwords: Pick<Passwords, 'put' | 'hashOf' | 'forget'>;
  /** Keyed blind index, as `Ask.index`. */
  readonly index: (kind: string, value: string) => string;
  readonly lockout: Lockout;
  readonly dispatch: Dispatch;
  readonly now: () => Date;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds the access token is good for. */
  readonly expiresIn: number;
  readonly holder: { readonly id: string; readonly role: Account['role'] };
  /** Of an account opened by this sign-in: what `after` of a query waits for before views know it. */
  readonly position?: string;
}

/** Tokens for the owner of an open account. Throws SignInRefused for any other. */
export const signIn =
  ({ tokens, accessSeconds, mayAct, now }: Pick<SignInPorts, 'tokens' | 'accessSeconds' | 'mayAct' | 'now'>) =>
  async (
    { status, accountId: id, role }: Account,
    device: string,
    issued?: { refresh: string; session: string },
  ): Promise<SignedIn> => {
    const may = status === 'open' && (await mayAct({ id, role, issuedAt: now().getTime() }));
    if (!may) throw new SignInRefused('account-closed');
    const { refresh, session } = issued ?? (await tokens.issueRefresh(id, device));
    return {
      accessToken: await tokens.issueAccess(id, [role], session),
      refreshToken: refresh,
      expiresIn: accessSeconds,
      holder: { id, role },
    };
  };

/** What the browser or phone calls itself. */
export const deviceOf = ({ headers }: FastifyRequest): string => (headers['user-agent'] ?? '').slice(0, 200);

/** A POST whose answer nobody keeps, and whose refusals are problem+json. */
export const post = (path: string, handle: Route['handle']): Route => ({
  method: 'POST',
  path,
  handle: async (request, reply) => {
    try {
      // Nothing is made here, as Nest takes for granted of a POST.
      return await handle(request, reply.code(200).header('cache-control', 'no-store'));
    } catch (error) {
      if (error instanceof SignInRefused || error instanceof WechatSignInRefused) return refused(reply, error.code);
      throw error;
    }
  },
});
