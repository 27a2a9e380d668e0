/** O4, D1: what one does about one's own account: the first password, another one, the phone, and where one is signed in. */
import { account as contract, invitationCode, login } from '@yunzhen/contracts/account/account';
import type { Route } from '@yunzhen/platform/http';
import { Forbidden } from '@yunzhen/platform/problem';
import { Refusal } from '@yunzhen/platform/refusal';
import { signedIn } from '@yunzhen/platform/sign-in';
import { z } from 'zod';
import { codeIndexOf } from './account.ts';
import type { Account } from './decide.ts';
import { loginCredentialId, wechatCredentialId } from './identity.ts';
import { hashPassword, newPassword, passwordMatches } from './password.ts';
import { deviceOf, post, type SignInPorts, signIn } from './ports.ts';
import { SignInRefused } from './refused.ts';
import { sendFor } from './send.ts';
import { wechatCode } from './sign-in.ts';

const password = z.string().min(1).max(128);
const invitation = z.object({ login, code: invitationCode, confirmation: invitationCode, password: newPassword });
const change = z.object({ current: password, password: newPassword });
const binding = z.object({ code: wechatCode, password });

export const ownAccountRoutes = (ports: SignInPorts): Route[] => {
  const { authenticate, tokens, accountOf, holderOf, openidOf, passwords, index, lockout, now } = ports;
  const actorOf = signedIn(authenticate);
  const answer = signIn(ports);
  const send = sendFor(ports);

  /** Stores the password and lets the account name it; what was signed in before ends. */
  const setPassword = async ({ accountId: id, role }: Account, password: string, device: string) => {
    const passwordId = await passwords.put(id, await hashPassword(password));
    await send(contract, id, 'set-password', { passwordId }, { id, role }, passwordId).catch(async error => {
      // Of an unknown outcome it may count already.
      if (error instanceof Refusal) await passwords.forget(passwordId);
      throw error;
    });
    return answer(await accountOf(id), device);
  };

  /** Counted like a sign-in, so that a stolen token is no way to guess. */
  const prove = async (account: Account, password: string): Promise<void> => {
    const credentialId = loginCredentialId(account.login);
    if (!(await lockout.enter(credentialId))) throw new SignInRefused('sign-in-locked');
    const hash = account.passwordId ? await passwords.hashOf(account.passwordId) : null;
    if (!(await passwordMatches(password, hash))) {
      await lockout.failed(credentialId);
      throw new SignInRefused('wrong-credentials');
    }
    await lockout.succeeded(credentialId);
  };

  return [
    /** The first password is set by its owner, who was given one half of the code by each of two people. */
    post('/api/sign-in/invitation', async request => {
      const { login, code, confirmation, password } = invitation.parse(request.body);
      const credentialId = loginCredentialId(login);
      if (!(await lockout.enter(credentialId))) throw new SignInRefused('sign-in-locked');
      const holder = await holderOf(credentialId);
      const account = holder ? await accountOf(holder) : null;
      const good =
        account?.status === 'approved' &&
        account.until > now().toISOString() &&
        account.codeIndex === codeIndexOf(index, account.accountId, code) &&
        account.confirmationIndex === codeIndexOf(index, account.accountId, confirmation);
      if (!good) {
        await lockout.failed(credentialId);
        throw new SignInRefused('wrong-credentials');
      }
      await lockout.succeeded(credentialId);
      return setPassword(account, password, deviceOf(request));
    }),
    post('/api/me/password', async request => {
      const { id } = await actorOf(request);
      const { current, password } = change.parse(request.body);
      const account = await accountOf(id);
      await prove(account, current);
      return setPassword(account, password, deviceOf(request));
    }),
    /** Binds the WeChat of a doctor or pharmacist, who then signs in `as: 'staff'` without a password. */
    post('/api/sign-in/wechat/bind', async (request, reply) => {
      const { id, role } = await actorOf(request);
      if (role !== 'doctor' && role !== 'pharmacist') throw new Forbidden('only those who practise are bound');
      const { code, password } = binding.parse(request.body);
      await prove(await accountOf(id), password);
      const credentialId = wechatCredentialId(await openidOf(code));
      // Bound, unbound and bound again is three things: only the same try is the same.
      await send(contract, id, 'bind-wechat', { credentialId }, { id, role }, `${credentialId} ${now().toISOString()}`);
      reply.code(204);
    }),
    {
      method: 'GET',
      path: '/api/me/sessions',
      handle: async (request, reply) => {
        const { id, session } = await actorOf(request);
        reply.header('cache-control', 'no-store');
        return (await tokens.sessionsOf(id)).map(one => ({ ...one, current: one.sessionId === session }));
      },
    },
    post('/api/me/sessions/end', async (request, reply) => {
      const { id } = await actorOf(request);
      await tokens.endSession(id, z.object({ sessionId: z.uuid() }).parse(request.body).sessionId);
      reply.code(204);
    }),
    {
      method: 'GET',
      path: '/api/accounts/:accountId/sessions',
      handle: async (request, reply) => {
        const { role } = await actorOf(request);
        if (role !== 'administrator' && role !== 'security' && role !== 'auditor') throw new Forbidden('sessions');
        const { accountId } = z.object({ accountId: z.uuid() }).parse(request.params);
        reply.header('cache-control', 'no-store');
        return tokens.sessionsOf(accountId);
      },
    },
  ];
};
