/** Access tokens: Ed25519-signed, minutes long, naming nobody. */
import { calculateJwkThumbprint, errors, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { TokenError } from './error.ts';

const issuer = 'yunzhen';
const typ = 'at+jwt';
const alg = 'EdDSA';
/** Seconds that clocks of two servers may differ. */
const skew = 5;

/** Who is signed in. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
  /** Milliseconds. */
  readonly issuedAt: number;
  /** The sign-in the token belongs to. */
  readonly session?: string;
}

interface Verified extends Actor {
  readonly expiresAt: number;
}

export interface AccessOptions {
  readonly key: JWK;
  readonly seconds: number;
  /** When all tokens of the user or the sign-in were revoked, in milliseconds; 0 for never. */
  readonly revokedAt: (id: string) => Promise<number>;
  readonly now: () => number;
}

export const accessTokens = async ({ key, seconds, revokedAt, now }: AccessOptions) => {
  const { d: privatePart, ...publicJwk } = key;
  const kid = await calculateJwkThumbprint(publicJwk);
  const publicKey = await importJWK({ ...publicJwk, alg });
  const privateKey = privatePart === undefined ? undefined : await importJWK({ ...key, alg });
  // A signature check costs as much as the rest of a request: a token seen before is not checked again.
  const seen = new LRUCache<string, Verified>({ max: 10_000, ttl: seconds * 1_000, ttlResolution: 0, perf: { now } });

  const check = async (token: string): Promise<Verified> => {
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: [alg],
        issuer,
        audience: issuer,
        typ,
        clockTolerance: skew,
        currentDate: new Date(now()),
        requiredClaims: ['sub', 'iat', 'exp', 'roles'],
      });
      const { sub = '', iat = 0, exp = 0, roles, sid } = payload;
      if (!Array.isArray(roles) || !roles.every(role => typeof role === 'string')) throw new TokenError('invalid');
      const session = typeof sid === 'string' ? { session: sid } : {};
      return { id: sub, roles, ...session, issuedAt: Math.round(iat * 1_000), expiresAt: (exp + skew) * 1_000 };
    } catch (error) {
      throw new TokenError(error instanceof errors.JWTExpired ? 'expired' : 'invalid');
    }
  };

  return {
    /** @param session the sign-in it belongs to, and ends with */
    issue: async (user: string, roles: readonly string[], session?: string): Promise<string> => {
      if (privateKey === undefined)
        throw new Error('tokens can be verified here, not issued: the key has no private part');
      // With a fraction, so that signing in again within the second of a revocation works.
      const issuedAt = now() / 1_000;
      return new SignJWT({ roles: [...roles], ...(session && { sid: session }) })
        .setProtectedHeader({ alg, kid, typ })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setSubject(user)
        .setIssuedAt(issuedAt)
        .setExpirationTime(Math.floor(issuedAt) + seconds)
        .sign(privateKey);
    },
    verify: async (token: string): Promise<Actor> => {
      const verified = seen.get(token) ?? (await check(token));
      if (verified.expiresAt <= now()) throw new TokenError('expired');
      seen.set(token, verified);
      const { id, roles, session, issuedAt } = verified;
      const until = Math.max(await revokedAt(id), session ? await revokedAt(session) : 0);
      if (issuedAt <= until) throw new TokenError('revoked');
      return { id, roles, issuedAt, ...(session && { session }) };
    },
  };
};
