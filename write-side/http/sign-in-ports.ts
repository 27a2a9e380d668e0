/** What signing in, and what one does about one's own account, is made of. */
import type { SignedIn } from '@yunzhen/contracts/api/auth';
import { EndpointRefused } from '@yunzhen/platform/endpoints';
import type { Authenticate, MayAct } from '@yunzhen/platform/sign-in';
import type { Tokens } from '@yunzhen/platform/tokens';
import type { FastifyRequest } from 'fastify';
import type { Account } from '../account/decide.ts';
import type { Hashing } from '../account/hashing.ts';
import type { Passwords } from '../account/passwords.ts';
import type { SecondFactorPorts } from '../account/prove-second-factor.ts';
import type { Dispatch } from '../dispatch.ts';
import type { CodeToOpenid } from '../gateways/wechat-sign-in/client.ts';

export interface SignInPorts extends SecondFactorPorts {
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
  readonly hashing: Hashing;
  readonly dispatch: Dispatch;
}

/** Tokens for the owner of an open account. Throws EndpointRefused `account-closed` for any other. */
export const signIn =
  ({ tokens, accessSeconds, mayAct, now }: Pick<SignInPorts, 'tokens' | 'accessSeconds' | 'mayAct' | 'now'>) =>
  async (
    { status, accountId: id, role }: Account,
    device: string,
    issued?: { refresh: string; session: string },
  ): Promise<SignedIn> => {
    const may = status === 'open' && (await mayAct({ id, role, issuedAt: now().getTime() }));
    if (!may) throw new EndpointRefused('account-closed');
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
