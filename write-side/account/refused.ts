import { problem } from '@yunzhen/platform/problem';
import type { FastifyReply } from 'fastify';
import type { WechatSignInRefused } from '../gateways/wechat-sign-in/client.ts';
import { lockSeconds } from './lockout.ts';

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

export class SignInRefused extends Error {
  readonly code: SignInFault;
  constructor(code: SignInFault) {
    super(code);
    this.code = code;
  }
}

export const refused = (reply: FastifyReply, code: SignInFault) => {
  const status = statuses[code];
  reply.code(status).type('application/problem+json; charset=utf-8');
  if (code === 'sign-in-locked') reply.header('retry-after', String(lockSeconds));
  return problem(status, code, 'Sign-in refused');
};
