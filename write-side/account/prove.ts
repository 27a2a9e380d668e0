/** Proves by a password who asks; guesses are counted wherever they come from, so that a stolen token is no way to guess either. */
import { EndpointRefused } from '@yunzhen/platform/endpoints';
import type { Account } from './decide.ts';
import { type Lockout, lockSeconds } from './lockout.ts';
import { passwordMatches } from './password.ts';
import type { Passwords } from './passwords.ts';

export type ProofRefusal = 'wrong-credentials' | 'sign-in-locked';
export interface ProofPorts {
  readonly lockout: Lockout;
  readonly passwords: Pick<Passwords, 'hashOf'>;
}

/** Runs a proof that is counted under a credential. Throws EndpointRefused with a ProofRefusal. */
export const counted = async (lockout: Lockout, credentialId: string, prove: () => Promise<boolean>): Promise<void> => {
  if (!(await lockout.enter(credentialId)))
    throw new EndpointRefused<ProofRefusal>('sign-in-locked', { 'retry-after': String(lockSeconds) });
  if (!(await prove())) {
    await lockout.failed(credentialId);
    throw new EndpointRefused<ProofRefusal>('wrong-credentials');
  }
  await lockout.succeeded(credentialId);
};

/** One answer, after the same time, for an unknown login (null), a closed account and a wrong password. */
export const byPassword = (
  { lockout, passwords }: ProofPorts,
  credentialId: string,
  account: Account | null,
  password: string,
): Promise<void> =>
  counted(lockout, credentialId, async () => {
    const hash = account?.passwordId ? await passwords.hashOf(account.passwordId) : null;
    return passwordMatches(password, hash);
  });
