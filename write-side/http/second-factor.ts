/** O4: setting a second factor, by who can prove the first, before or after signing in. */
import { randomBytes } from 'node:crypto';
import { account as contract } from '@yunzhen/contracts/account/account';
import type { SignedIn } from '@yunzhen/contracts/api/auth';
import { EndpointRefused } from '@yunzhen/platform/endpoints';
import { Refusal } from '@yunzhen/platform/refusal';
import type { FastifyRequest } from 'fastify';
import type { Account } from '../account/decide.ts';
import { secondFactorCredentialId } from '../account/identity.ts';
import { counted } from '../account/prove.ts';
import { bySecondFactor } from '../account/prove-second-factor.ts';
import { sendFor } from '../account/send.ts';
import { newSecret, stepOf, uriOf } from '../account/totp.ts';
import { secretIndex } from '../secret.ts';
import { deviceOf, type SignInPorts, signIn } from './sign-in-ports.ts';

/** As in invitations: letters and digits that are not mistaken for each other. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = 10;
/** Fifty bits; a letter has five, of a byte three are left over. */
const recoveryCode = (): string => [...randomBytes(10)].map(byte => alphabet[byte & 31]).join('');

export const settingSecondFactor = (ports: SignInPorts) => {
  const { secondFactors, lockout, index, accountOf, now } = ports;
  const answer = signIn(ports);
  const send = sendFor(ports);
  const open = ({ status }: Account): void => {
    if (status !== 'open') throw new EndpointRefused('account-closed');
  };
  return {
    /** Who has one proves it; whoever stole a password alone replaces nothing. */
    begin: async (account: Account, code: string | undefined, { ip }: FastifyRequest) => {
      open(account);
      const { accountId, login, secondFactor } = account;
      if (secondFactor !== null) await bySecondFactor(ports, { ...account, secondFactor }, code, ip);
      const secret = newSecret();
      return { factorId: await secondFactors.begin(accountId, secret), secret, uri: uriOf(secret, login) };
    },
    confirm: async (
      account: Account,
      factorId: string,
      code: string,
      request: FastifyRequest,
    ): Promise<SignedIn & { readonly recoveryCodes: string[] }> => {
      open(account);
      const { accountId: id, role } = account;
      const secret = await secondFactors.secretOf(factorId, id);
      if (secret === null) throw new EndpointRefused('second-factor-over');
      const recoveryCodes = Array.from({ length: codes }, recoveryCode);
      const indexes = recoveryCodes.map(one => secretIndex(index, id, one));
      const good = async (): Promise<boolean> => {
        const step = stepOf(secret, code, now().getTime());
        return step !== null && secondFactors.confirm(factorId, step, indexes);
      };
      const claim = { credentialId: secondFactorCredentialId(id), address: request.ip };
      await counted(lockout, claim, good, 'wrong-second-factor');
      await send(contract, id, 'set-second-factor', { factorId }, { id, role }, factorId).catch(async error => {
        // Of an unknown outcome it may count already.
        if (error instanceof Refusal) await secondFactors.forget(factorId);
        throw error;
      });
      return { ...(await answer(await accountOf(id), deviceOf(request))), recoveryCodes };
    },
  };
};
