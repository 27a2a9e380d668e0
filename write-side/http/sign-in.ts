/** P1, D1, O4: signing in by WeChat, with a password or by invitation, going on with a refresh token, and signing out. */
import { account as accountContract } from '@yunzhen/contracts/account/account';
import { signInEndpoints } from '@yunzhen/contracts/account/endpoints';
import { secondFactorEndpoints } from '@yunzhen/contracts/account/second-factor-endpoints';
import type { SignedIn } from '@yunzhen/contracts/api/auth';
import { patient as patientContract } from '@yunzhen/contracts/patient/patient';
import type { Actor } from '@yunzhen/contracts/roles';
import { telling } from '@yunzhen/platform/audit/asked';
import { EndpointRefused, endpointRoutes } from '@yunzhen/platform/endpoints';
import type { Route } from '@yunzhen/platform/http';
import type { FastifyRequest } from 'fastify';
import type { Account } from '../account/decide.ts';
import { loginCredentialId, patientIdOf, wechatCredentialId } from '../account/identity.ts';
import { byPassword, counted } from '../account/prove.ts';
import { secondFactorOf } from '../account/prove-second-factor.ts';
import { sendFor } from '../account/send.ts';
import { secretIndex } from '../secret.ts';
import { settingSecondFactor } from './second-factor.ts';
import { setPassword } from './set-password.ts';
import { deviceOf, type SignInPorts, signIn } from './sign-in-ports.ts';

export const signInRoutes = (ports: SignInPorts): Route[] => {
  const { tokens, openidOf, accountOf, holderOf, index, lockout, now } = ports;
  const answer = signIn(ports);
  const send = sendFor(ports);
  const setFirstPassword = setPassword(ports);
  const setting = settingSecondFactor(ports);

  const asPatient = async (openid: string, device: string): Promise<SignedIn> => {
    let [erased, id] = [0, patientIdOf(openid)];
    let account = await accountOf(id);
    while (account.status === 'erased') {
      erased += 1;
      id = patientIdOf(openid, erased);
      account = await accountOf(id);
    }
    if (account.status !== 'none') return answer(account, device);
    const by: Actor = { id, role: 'patient' };
    // The patient first, so that no account ever leads to nobody.
    await send(patientContract, id, 'register', { openid }, by);
    const { position } = await send(accountContract, id, 'open', { role: 'patient' }, by);
    return { ...(await answer(await accountOf(id), device)), position: String(position) };
  };

  const asStaff = async (openid: string, code: string | undefined, request: FastifyRequest): Promise<SignedIn> => {
    const credentialId = wechatCredentialId(openid);
    const holder = await holderOf(credentialId);
    const account = holder && (await accountOf(holder));
    // The account says which phone is bound, whatever the credential says.
    if (!account || account.wechat !== credentialId) throw new EndpointRefused('not-bound');
    telling(request, { whose: new Set([account.accountId]) });
    await secondFactorOf(ports, account, code, request.ip);
    return answer(account, deviceOf(request));
  };

  /** Whose sign-in is tried is traced whether it succeeds or not: by the login's own id where it leads nowhere. */
  const accountOfLogin = async (credentialId: string, request: FastifyRequest): Promise<Account | null> => {
    const holder = await holderOf(credentialId);
    telling(request, { about: credentialId, whose: new Set(holder ? [holder] : []) });
    return holder ? accountOf(holder) : null;
  };
  /** One who knows the password. */
  const proved = async (login: string, password: string, request: FastifyRequest): Promise<Account> => {
    const credentialId = loginCredentialId(login);
    const account = await accountOfLogin(credentialId, request);
    await byPassword(ports, { credentialId, address: request.ip }, account, password);
    return account as Account;
  };

  const setRoutes = endpointRoutes(
    secondFactorEndpoints,
    {
      beginSecondFactor: async ({ input: { login, password, secondFactor }, request }) =>
        setting.begin(await proved(login, password, request), secondFactor, request),
      confirmSecondFactor: async ({ input: { login, password, factorId, code }, request }) =>
        setting.confirm(await proved(login, password, request), factorId, code, request),
    },
    ports.authenticate,
  );
  const routes = endpointRoutes(
    signInEndpoints,
    {
      signInByWechat: async ({ input: { code, as, secondFactor }, request }) => {
        const openid = await openidOf(code);
        return as === 'patient' ? asPatient(openid, deviceOf(request)) : asStaff(openid, secondFactor, request);
      },
      signInByPassword: async ({ input: { login, password, secondFactor }, request }) => {
        const account = await proved(login, password, request);
        await secondFactorOf(ports, account, secondFactor, request.ip);
        return answer(account, deviceOf(request));
      },
      /** The first password is set by its owner, who was given one half of the code by each of two people. */
      acceptInvitation: async ({ input: { login, code, confirmation, password }, request }) => {
        const credentialId = loginCredentialId(login);
        const account = await accountOfLogin(credentialId, request);
        await counted(
          lockout,
          { credentialId, address: request.ip },
          async () =>
            account?.status === 'invited' &&
            account.until > now().toISOString() &&
            account.codeIndex === secretIndex(index, account.accountId, code) &&
            account.confirmationIndex === secretIndex(index, account.accountId, confirmation),
        );
        const opened = await setFirstPassword(account as Account, password);
        // With the password that is set by now, the second factor is set next.
        await secondFactorOf(ports, opened, undefined, request.ip);
        return answer(opened, deviceOf(request));
      },
      refresh: async ({ input: { refreshToken } }) => {
        const { user, ...issued } = await tokens.rotateRefresh(refreshToken);
        return answer(await accountOf(user), '', issued);
      },
      signOut: async ({ input: { refreshToken }, request }) => {
        const holder = await tokens.signOut(refreshToken);
        telling(request, { whose: new Set(holder ? [holder] : []) });
      },
    },
    ports.authenticate,
  );
  return [...routes, ...setRoutes];
};
