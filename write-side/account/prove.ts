/** Proves by a password who asks; guesses are counted wherever a password is asked for, so that a stolen token is no way to guess either. */
import { EndpointRefused } from '@yunzhen/platform/endpoints';
import type { Account } from './decide.ts';
import type { Hashing } from './hashing.ts';
import type { Lockout } from './lockout.ts';
import { passwordMatches } from './password.ts';
import type { Passwords } from './passwords.ts';

export type ProofRefusal = 'wrong-credentials' | 'wrong-second-factor' | 'sign-in-locked';
export interface ProofPorts {
  readonly lockout: Lockout;
  readonly hashing: Hashing;
  readonly passwords: Pick<Passwords, 'hashOf'>;
}

/** Who is asked for, and where from. */
export interface Claim {
  readonly credentialId: string;
  readonly address: string;
}

/** Runs a proof that is counted. Throws EndpointRefused with a ProofRefusal. */
export const counted = async (
  lockout: Lockout,
  { credentialId, address }: Claim,
  prove: () => Promise<boolean>,
  wrong: ProofRefusal = 'wrong-credentials',
): Promise<void> => {
  const seconds = await lockout.enter(credentialId, address);
  if (seconds > 0) throw new EndpointRefused<ProofRefusal>('sign-in-locked', { 'retry-after': String(seconds) });
  if (!(await prove())) throw new EndpointRefused<ProofRefusal>(wrong);
  await lockout.succeeded(credentialId, address);
};

/** One answer, after the same time, for an unknown login (null), a closed account and a wrong password. Throws TooManyRequests, too. */
export const byPassword = (
  { lockout, hashing, passwords }: ProofPorts,
  claim: Claim,
  account: Account | null,
  password: string,
): Promise<void> =>
  // Before it is counted: who is told to come back has not tried.
  hashing(claim.address, () =>
    counted(lockout, claim, async () => {
      const hash = account?.passwordId ? await passwords.hashOf(account.passwordId) : null;
      return passwordMatches(password, hash);
    }),
  );
