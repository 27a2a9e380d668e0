import { account as contract } from '@yunzhen/contracts/account/account';
import { Refusal } from '@yunzhen/platform/refusal';
import type { Account } from '../account/decide.ts';
import { hashPassword } from '../account/password.ts';
import { sendFor } from '../account/send.ts';
import type { SignInPorts } from './sign-in-ports.ts';

/** Stores the password and lets the account name it; what was signed in before ends. Answers the account as it is then. */
export const setPassword = (ports: SignInPorts) => {
  const { passwords, accountOf } = ports;
  const send = sendFor(ports);
  return async ({ accountId: id, role }: Account, password: string): Promise<Account> => {
    const passwordId = await passwords.put(id, await hashPassword(password));
    await send(contract, id, 'set-password', { passwordId }, { id, role }, passwordId).catch(async error => {
      // Of an unknown outcome it may count already.
      if (error instanceof Refusal) await passwords.forget(passwordId);
      throw error;
    });
    return accountOf(id);
  };
};
