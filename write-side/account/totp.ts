/** One-time passwords of an authenticator (RFC 6238): six digits of half a minute, by SHA-1, which is what every authenticator knows. */
import { Secret, TOTP } from 'otpauth';

const period = 30;
/** Steps that a clock may be wrong by, either way. */
const window = 1;
const of = (secret: string, label = '') =>
  new TOTP({ issuer: '云诊', label, algorithm: 'SHA1', digits: 6, period, secret: Secret.fromBase32(secret) });

/** 160 bits in base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** What an authenticator reads. @param login shown beside the code */
export const uriOf = (secret: string, login: string): string => of(secret, login).toString();

/** The half minute, counted from 1970, whose code this is; null for none around `now`. @param now epoch milliseconds */
export const stepOf = (secret: string, code: string, now: number): number | null => {
  const delta = of(secret).validate({ token: code, timestamp: now, window });
  return delta === null ? null : Math.floor(now / 1_000 / period) + delta;
};
