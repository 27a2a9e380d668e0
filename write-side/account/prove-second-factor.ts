/** Proves the second factor of who has proved the first; guesses are counted apart from those of the password. */
import { EndpointRefused } from '@yunzhen/platform/endpoints';
import { secretIndex } from '../secret.ts';
import type { Account } from './decide.ts';
import { secondFactorCredentialId } from './identity.ts';
import type { Lockout } from './lockout.ts';
import { counted } from './prove.ts';
import type { SecondFactors } from './second-factors.ts';
import { stepOf } from './totp.ts';

export interface SecondFactorPorts {
  readonly lockout: Lockout;
  readonly secondFactors: SecondFactors;
  /** Whether nobody who works here signs in without one. */
  readonly secondFactorRequired: boolean;
  readonly index: (kind: string, value: string) => string;
  readonly now: () => Date;
}
export type SecondFactorRefusal = 'second-factor-needed' | 'wrong-second-factor' | 'second-factor-missing';

/** @throws EndpointRefused with a SecondFactorRefusal or `sign-in-locked` */
export const bySecondFactor = async (
  { lockout, secondFactors, index, now }: SecondFactorPorts,
  { accountId, secondFactor: factorId }: Account & { readonly secondFactor: string },
  code: string | undefined,
  address: string,
): Promise<void> => {
  if (code === undefined) throw new EndpointRefused<SecondFactorRefusal>('second-factor-needed');
  const good = async (): Promise<boolean> => {
    if (code.length === 10) return secondFactors.useRecovery(factorId, secretIndex(index, accountId, code));
    const secret = await secondFactors.secretOf(factorId, accountId);
    const step = secret === null ? null : stepOf(secret, code, now().getTime());
    return step !== null && secondFactors.use(factorId, step);
  };
  const claim = { credentialId: secondFactorCredentialId(accountId), address };
  await counted(lockout, claim, good, 'wrong-second-factor');
};

/** What a sign-in still needs of an open account of the staff, besides what it was proved by. Throws as `bySecondFactor` does. */
export const secondFactorOf = async (
  ports: SecondFactorPorts,
  account: Account,
  code: string | undefined,
  address: string,
): Promise<void> => {
  const { status, role, secondFactor } = account;
  if (status !== 'open' || role === 'patient') return;
  if (secondFactor !== null) return bySecondFactor(ports, { ...account, secondFactor }, code, address);
  if (ports.secondFactorRequired) throw new EndpointRefused<SecondFactorRefusal>('second-factor-missing');
};
