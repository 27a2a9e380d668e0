/** O4: accounts of doctors, pharmacists and the house: a login, a password, and whom it leads to. */
import { account } from '@yunzhen/contracts/account/account';
import { type Actor, roles } from '@yunzhen/contracts/roles';
import type { Route } from '@yunzhen/platform/http';
import { Forbidden } from '@yunzhen/platform/problem';
import { type Authenticate, signedIn } from '@yunzhen/platform/sign-in';
import type { Tokens } from '@yunzhen/platform/tokens';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { Dispatch } from '../dispatch.ts';
import { staffAccountId } from './identity.ts';
import { hashPassword, newPassword } from './password.ts';

export const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,39}$/);

export const staffAccount = z.object({
  login,
  password: newPassword,
  /** The practitioner's id; of operators and managers an id of their own. */
  holderId: z.uuid(),
  role: z.enum(roles).exclude(['patient']),
});
export type StaffAccount = z.output<typeof staffAccount>;

/** Opens the account, or gives the one that is open a new password. Throws the refusals of `account`. */
export const setStaffAccount =
  (dispatch: Dispatch, now: () => Date) =>
  async ({ login, password, holderId, role }: StaffAccount, by: Actor, commandId: string): Promise<void> => {
    const id = staffAccountId(login);
    const send = (command: string, input: object) =>
      dispatch(
        { capability: account.name, id, command, input },
        {
          commandId: v5(command, commandId),
          correlationId: commandId,
          causationId: commandId,
          by,
          onBehalf: true,
          at: now().toISOString(),
        },
      );
    await send('open', { holderId, role });
    await send('set-password', { passwordHash: await hashPassword(password) });
  };

export const staffAccountRoute = (ports: {
  readonly authenticate: Authenticate;
  readonly dispatch: Dispatch;
  readonly tokens: Pick<Tokens, 'revokeUser'>;
  readonly now: () => Date;
}): Route => {
  const actorOf = signedIn(ports.authenticate);
  const set = setStaffAccount(ports.dispatch, ports.now);
  return {
    method: 'POST',
    path: '/api/staff-accounts',
    handle: async (request, reply) => {
      const by = await actorOf(request);
      if (by.role !== 'operator') throw new Forbidden('only operators open accounts');
      const { 'idempotency-key': commandId } = z.object({ 'idempotency-key': z.uuid() }).parse(request.headers);
      const account = staffAccount.parse(request.body);
      await set(account, by, commandId);
      // Whoever knows the old password is out.
      await ports.tokens.revokeUser(account.holderId);
      reply.code(204);
    },
  };
};
