/** Who is signed in: short access tokens that carry only an id and roles, and refresh tokens that are used once. */
import type { JWK } from 'jose';
import type { Db } from 'mongodb';
import { type Actor, accessTokens } from './tokens/access.ts';
import { type Issued, type RefreshDocument, type Rotated, refreshTokens, type Session } from './tokens/refresh.ts';
import { type RevocationDocument, revocations } from './tokens/revocations.ts';

export type { Actor } from './tokens/access.ts';
export { TokenError } from './tokens/error.ts';

export interface Tokens {
  /** A signed token good for minutes; one of a sign-in ends with it. */
  issueAccess(user: string, roles: readonly string[], session?: string): Promise<string>;
  /** Throws TokenError. */
  verifyAccess(token: string): Promise<Actor>;
  /** Starts a sign-in: an opaque token, stored only as its hash. `device`: what the person will know it by. */
  issueRefresh(user: string, device?: string): Promise<Issued>;
  /** Uses a refresh token up and gives its successor. Throws TokenError; one that was used before ends all sign-ins of its user. */
  rotateRefresh(token: string): Promise<Rotated>;
  /** Ends the sign-in the refresh token belongs to, its access tokens too, and answers whose it was; null for an unknown token. */
  signOut(token: string): Promise<string | null>;
  /** The sign-ins of a user that go on, the last seen first. */
  sessionsOf(user: string): Promise<Session[]>;
  /** Ends one sign-in of the user; nobody else's. */
  endSession(user: string, session: string): Promise<void>;
  /**
   * Ends every sign-in of a user, access tokens included: at once here, within `revocationDelay` in other processes.
   * @param until milliseconds: what was issued later stays good; absent: now
   */
  revokeUser(user: string, until?: number): Promise<void>;
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
    revocationDelay = 1_000,
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
    issueRefresh: (user, device = '') => refresh.issue(user, device),
    rotateRefresh: refresh.rotate,
    signOut: refresh.signOut,
    sessionsOf: refresh.sessionsOf,
    endSession: refresh.endSession,
    revokeUser: async (user, until = now()) => {
      await refresh.revokeUser(user, until);
      await revoked.revoke(user, until);
    },
    prepare: async () => {
      await Promise.all([refresh.prepare(), revoked.prepare()]);
    },
  };
};
