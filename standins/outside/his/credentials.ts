/** The shared secret, made once and kept in the folder. */
import { randomBytes } from 'node:crypto';
import { once } from '../once.ts';

export interface HisCredentials {
  readonly secret: string;
}

/** What the other side of this folder's HIS configures; created on first use, also in its `credentials.json`. */
export const hisCredentials = (dir: string): Promise<HisCredentials> =>
  once(dir, 'credentials.json', () => ({ secret: randomBytes(24).toString('base64url') }));
