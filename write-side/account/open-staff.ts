import { account } from '@yunzhen/contracts/account/account';
import type { Actor, StaffRole } from '@yunzhen/contracts/roles';
import { v5 } from 'uuid';
import type { Dispatch } from '../dispatch.ts';
import { hashPassword } from './password.ts';
import type { Passwords } from './passwords.ts';

export interface StaffAccount {
  /** The practitioner's id; of the house staff an id of their own. */
  readonly accountId: string;
  readonly role: StaffRole;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/**
 * An account with its password, opened by the system itself: for a demo, and for the first administrators of a hospital, whom nobody
 * could invite. Repeated with the same account it changes nothing.
 */
export const openStaffAccount =
  (dispatch: Dispatch, passwords: Pick<Passwords, 'put'>, by: Actor) =>
  async ({ accountId, role, login, name, password }: StaffAccount, at: Date): Promise<void> => {
    const send = (command: string, input: object) => {
      const commandId = v5(`open-staff ${command}`, accountId);
      return dispatch(
        { capability: account.name, id: accountId, command, input },
        { commandId, correlationId: commandId, causationId: commandId, by, at: at.toISOString() },
      );
    };
    // Nobody is told the code, and it is used up at once.
    const code = '0000000000';
    await send('invite', { role, login, name, code, confirmation: code });
    await send('set-password', { passwordId: await passwords.put(accountId, await hashPassword(password)) });
  };
