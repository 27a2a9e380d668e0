/** P1, D1, O4: signing in by WeChat or with a password, going on with a refresh token, and signing out. */
import { account as accountContract } from '@yunzhen/contracts/account/account';
import type { Capability } from '@yunzhen/contracts/language';
import { patient as patientContract } from '@yunzhen/contracts/patient/patient';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Route } from '@yunzhen/platform/http';
import { Forbidden, problem } from '@yunzhen/platform/problem';
import { type Authenticate, signedIn } from '@yunzhen/platform/sign-in';
import type { Tokens } from '@yunzhen/platform/tokens';
import type { FastifyReply } from 'fastify';
import { v5 } from 'uuid';
import { z } from 'zod';
import type { Dispatch } from '../dispatch.ts';
import { type CodeToOpenid, WechatSignInRefused } from '../gateways/wechat-sign-in/client.ts';
import type { Account } from './decide.ts';
import { staffAccountId, wechatAccountId } from './identity.ts';
import { type Lockout, lockSeconds } from './lockout.ts';
import { passwordMatches } from './password.ts';
import { login } from './staff.ts';

export interface SignInPorts {
  readonly authenticate: Authenticate;
  readonly tokens: Pick<Tokens, 'issueAccess' | 'issueRefresh' | 'rotateRefresh' | 'signOut'>;
  /** How long an access token is good for. */
  readonly accessSeconds: number;
  readonly openidOf: CodeToOpenid;
  /** The account as its stream says now: a cached fold may know an old password. */
  readonly accountOf: (accountId: string) => Promise<Account>;
  readonly lockout: Lockout;
  readonly dispatch: Dispatch;
  readonly now: () => Date;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds the access token is good for. */
  readonly expiresIn: number;
  readonly holder: { readonly id: string; readonly role: Account['role'] };
  /** Of an account opened by this sign-in: what `after` of a query waits for before views know it. */
  readonly position?: string;
}

/** Why nobody was signed in; answered as problem+json under this code. */
type SignInFault =
  | 'wrong-credentials'
  | 'sign-in-locked'
  | 'not-bound'
  | 'account-closed'
  | WechatSignInRefused['code'];
const statuses: Readonly<Record<SignInFault, number>> = {
  'wrong-credentials': 401,
  'not-bound': 401,
  'bad-code': 401,
  'account-closed': 403,
  'risky-user': 403,
  'rate-limited': 429,
  'sign-in-locked': 429,
};
class SignInRefused extends Error {
  readonly code: SignInFault;
  constructor(code: SignInFault) {
    super(code);
    this.code = code;
  }
}

const wechat = z.object({ code: z.string().min(1).max(128), as: z.enum(['patient', 'staff']).default('patient') });
const staff = z.object({ login, password: z.string().min(1).max(128) });
const refresh = z.object({ refreshToken: z.string().min(1).max(128) });

export const signInRoutes = (ports: SignInPorts): Route[] => {
  const { tokens, accessSeconds, openidOf, accountOf, lockout, dispatch, now } = ports;
  const actorOf = signedIn(ports.authenticate);

  const send = (to: Capability, id: string, command: string, input: object, by: Actor) => {
    // The same for every try, so that two first sign-ins at once are one.
    const commandId = v5(`${to.name} ${command} ${by.id}`, id);
    return dispatch(
      { capability: to.name, id, command, input },
      {
        commandId,
        correlationId: commandId,
        causationId: commandId,
        by,
        onBehalf: true,
        at: now().toISOString(),
      },
    );
  };

  const answer = async (accountId: string, account: Account, refreshToken?: string): Promise<SignedIn> => {
    if (account.status !== 'open') throw new SignInRefused('account-closed');
    const { holderId: id, role } = account;
    return {
      accessToken: await tokens.issueAccess(id, [role]),
      refreshToken: refreshToken ?? (await tokens.issueRefresh(id, accountId)),
      expiresIn: accessSeconds,
      holder: { id, role },
    };
  };

  const byWechat = async (body: unknown): Promise<SignedIn> => {
    const { code, as } = wechat.parse(body);
    const openid = await openidOf(code);
    const id = wechatAccountId(openid, as);
    const account = await accountOf(id);
    if (account.status !== 'none') return answer(id, account);
    if (as === 'staff') throw new SignInRefused('not-bound');
    // The patient first, so that no account ever leads to nobody.
    const by: Actor = { id, role: 'patient' };
    await send(patientContract, id, 'register', { openid }, by);
    const { position } = await send(accountContract, id, 'open', { holderId: id, role: 'patient' }, by);
    return { ...(await answer(id, await accountOf(id))), position: String(position) };
  };

  const byPassword = async (body: unknown): Promise<SignedIn> => {
    const { login, password } = staff.parse(body);
    const id = staffAccountId(login);
    if (!(await lockout.enter(id))) throw new SignInRefused('sign-in-locked');
    const account = await accountOf(id);
    // One answer, after the same time, for an unknown login, a closed account and a wrong password.
    if (!(await passwordMatches(password, account.passwordHash))) {
      await lockout.failed(id);
      throw new SignInRefused('wrong-credentials');
    }
    await lockout.succeeded(id);
    return answer(id, account);
  };

  const goOn = async (body: unknown): Promise<SignedIn> => {
    const { account, refresh: next } = await tokens.rotateRefresh(refresh.parse(body).refreshToken);
    return answer(account, await accountOf(account), next);
  };

  const post = (path: string, handle: Route['handle']): Route => ({
    method: 'POST',
    path,
    handle: async (request, reply) => {
      try {
        // Nothing is made here, as Nest takes for granted of a POST.
        return await handle(request, reply.code(200).header('cache-control', 'no-store'));
      } catch (error) {
        if (error instanceof SignInRefused || error instanceof WechatSignInRefused) return refused(reply, error.code);
        throw error;
      }
    },
  });

  return [
    post('/api/sign-in/wechat', request => byWechat(request.body)),
    post('/api/sign-in/staff', request => byPassword(request.body)),
    post('/api/sign-in/refresh', request => goOn(request.body)),
    /** Binds the WeChat of a signed-in doctor or pharmacist, who then signs in `as: 'staff'` without a password. */
    post('/api/sign-in/wechat/bind', async (request, reply) => {
      const { id: holderId, role } = await actorOf(request);
      if (role !== 'doctor' && role !== 'pharmacist') throw new Forbidden('only staff is bound');
      const id = wechatAccountId(await openidOf(wechat.parse(request.body).code), 'staff');
      await send(accountContract, id, 'open', { holderId, role }, { id: holderId, role });
      if ((await accountOf(id)).status !== 'open') throw new SignInRefused('account-closed');
      reply.code(204);
    }),
    post('/api/sign-out', async (request, reply) => {
      await tokens.signOut(refresh.parse(request.body).refreshToken);
      reply.code(204);
    }),
  ];
};

const refused = (reply: FastifyReply, code: SignInFault) => {
  const status = statuses[code];
  reply.code(status).type('application/problem+json; charset=utf-8');
  if (code === 'sign-in-locked') reply.header('retry-after', String(lockSeconds));
  return problem(status, code, 'Sign-in refused');
};
