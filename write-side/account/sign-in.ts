/** P1, D1, O4: signing in by WeChat or with a password, going on with a refresh token, and signing out. */
import { account as accountContract, login } from '@yunzhen/contracts/account/account';
import { patient as patientContract } from '@yunzhen/contracts/patient/patient';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Route } from '@yunzhen/platform/http';
import { z } from 'zod';
import type { Account } from './decide.ts';
import { loginCredentialId, patientIdOf, wechatCredentialId } from './identity.ts';
import { passwordMatches } from './password.ts';
import { deviceOf, post, type SignedIn, type SignInPorts, signIn } from './ports.ts';
import { SignInRefused } from './refused.ts';
import { sendFor } from './send.ts';

export const wechatCode = z.string().min(1).max(128);
const wechat = z.object({ code: wechatCode, as: z.enum(['patient', 'staff']).default('patient') });
const staff = z.object({ login, password: z.string().min(1).max(128) });
const refresh = z.object({ refreshToken: z.string().min(1).max(128) });

export const signInRoutes = (ports: SignInPorts): Route[] => {
  const { tokens, openidOf, accountOf, holderOf, passwords, lockout } = ports;
  const answer = signIn(ports);
  const send = sendFor(ports);

  const asPatient = async (openid: string, device: string): Promise<SignedIn> => {
    const id = patientIdOf(openid);
    const account = await accountOf(id);
    if (account.status !== 'none') return answer(account, device);
    const by: Actor = { id, role: 'patient' };
    // The patient first, so that no account ever leads to nobody.
    await send(patientContract, id, 'register', { openid }, by);
    const { position } = await send(accountContract, id, 'open', { role: 'patient' }, by);
    return { ...(await answer(await accountOf(id), device)), position: String(position) };
  };

  const asStaff = async (openid: string, device: string): Promise<SignedIn> => {
    const credentialId = wechatCredentialId(openid);
    const holder = await holderOf(credentialId);
    const account = holder && (await accountOf(holder));
    // The account says which phone is bound, whatever the credential says.
    if (!account || account.wechat !== credentialId) throw new SignInRefused('not-bound');
    return answer(account, device);
  };

  const byPassword = async (body: unknown, device: string): Promise<SignedIn> => {
    const { login, password } = staff.parse(body);
    const credentialId = loginCredentialId(login);
    if (!(await lockout.enter(credentialId))) throw new SignInRefused('sign-in-locked');
    const holder = await holderOf(credentialId);
    const account = holder ? await accountOf(holder) : null;
    const hash = account?.passwordId ? await passwords.hashOf(account.passwordId) : null;
    // One answer, after the same time, for an unknown login, a closed account and a wrong password.
    if (!(await passwordMatches(password, hash))) {
      await lockout.failed(credentialId);
      throw new SignInRefused('wrong-credentials');
    }
    await lockout.succeeded(credentialId);
    return answer(account as Account, device);
  };

  return [
    post('/api/sign-in/wechat', async request => {
      const { code, as } = wechat.parse(request.body);
      const openid = await openidOf(code);
      return as === 'patient' ? asPatient(openid, deviceOf(request)) : asStaff(openid, deviceOf(request));
    }),
    post('/api/sign-in/staff', request => byPassword(request.body, deviceOf(request))),
    post('/api/sign-in/refresh', async request => {
      const { user, ...issued } = await tokens.rotateRefresh(refresh.parse(request.body).refreshToken);
      return answer(await accountOf(user), '', issued);
    }),
    post('/api/sign-out', async (request, reply) => {
      await tokens.signOut(refresh.parse(request.body).refreshToken);
      reply.code(204);
    }),
  ];
};
