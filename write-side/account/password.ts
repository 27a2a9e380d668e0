/** Passwords of staff: scrypt, its parameters beside each hash so that they can be raised later. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const current = { N: 32_768, r: 8, p: 3 };
const bytes = 32;

const hashWith = (password: string, salt: Buffer, { N, r, p }: typeof current): Promise<Buffer> =>
  derive(password.normalize('NFC'), salt, bytes, { N, r, p, maxmem: 256 * N * r });

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64url. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  const hash = await hashWith(password, salt, current);
  return ['scrypt', current.N, current.r, current.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
};

/** Takes as long for a hash that is not there (null) as for one that is. */
export const passwordMatches = async (password: string, stored: string | null): Promise<boolean> => {
  const [, N, r, p, salt = '', hash = ''] = stored?.split('$') ?? ['', current.N, current.r, current.p];
  const expected = Buffer.from(String(hash), 'base64url');
  const parameters = { N: Number(N), r: Number(r), p: Number(p) };
  const actual = await hashWith(password, Buffer.from(String(salt), 'base64url'), parameters);
  return expected.length === bytes && timingSafeEqual(actual, expected);
};
