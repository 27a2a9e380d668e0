/** Who is signed in: short access tokens that carry only an id and roles, and refresh tokens that are used once. */
import type { JWK } from 'jose';
import type { Db } from 'mongodb';
import { accessTokens } from './tokens/access.ts';
import { type RefreshDocument, type Rotated, refreshTokens } from './tokens/refresh.ts';
import { type RevocationDocument, revocations } from './tokens/revocations.ts';

export { TokenError } from './tokens/error.ts';

export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
}

export interface Tokens {
  /** A signed token good for minutes. */
  issueAccess(user: string, roles: readonly string[]): Promise<string>;
  /** Throws TokenError. */
  verifyAccess(token: string): Promise<Actor>;
  /** Starts a sign-in with an account of the user: an opaque token, stored only as its hash. */
  issueRefresh(user: string, account: string): Promise<string>;
  /** Uses a refresh token up and gives its successor. Throws TokenError; one that was used before ends the whole sign-in. */
  rotateRefresh(token: string): Promise<Rotated>;
  /** Ends the sign-in the refresh token belongs to; an unknown token is nothing to end. */
  signOut(token: string): Promise<void>;
  /** Ends every sign-in of a user, access tokens included: at once here, within seconds in other processes. */
  revokeUser(user: string): Promise<void>;
  /** Creates the indexes; idempotent. */
  prepare(): Promise<void>;
}

export interface TokenOptions {
  readonly db: Db;
  /** Ed25519. The public part alone is enough for verifying. */
  readonly key: JWK;
  readonly accessSeconds?: number;
  readonly refreshSeconds?: number;
  /** Milliseconds until a revocation made in another process is seen here. */
  readonly revocationDelay?: number;
  readonly now?: () => number;
}

export const tokens = async (options: TokenOptions): Promise<Tokens> => {
  const {
    db,
    key,
    accessSeconds = 600,
    refreshSeconds = 30 * 86_400,
    revocationDelay = 5_000,
    now = Date.now,
  } = options;
  const revoked = revocations({
    collection: db.collection<RevocationDocument>('token_revocations'),
    lifetime: accessSeconds * 1_000,
    delay: revocationDelay,
    now,
  });
  const access = await accessTokens({ key, seconds: accessSeconds, revokedAt: revoked.revokedAt, now });
  const refresh = refreshTokens({
    collection: db.collection<RefreshDocument>('refresh_tokens'),
    seconds: refreshSeconds,
    revokeAccess: revoked.revoke,
    now,
  });
  return {
    issueAccess: access.issue,
    verifyAccess: access.verify,
    issueRefresh: refresh.issue,
    rotateRefresh: refresh.rotate,
    signOut: refresh.signOut,
    revokeUser: async user => {
      await refresh.revokeUser(user);
      await revoked.revoke(user);
    },
    prepare: async () => {
      await Promise.all([refresh.prepare(), revoked.prepare()]);
    },
  };
};
