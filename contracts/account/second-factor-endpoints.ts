/** O4: setting a second factor. Apart from the other endpoints, since phones need none of it. */
import { z } from 'zod';
import { signedIn } from '../api/auth.ts';
import { endpoint } from '../endpoint.ts';
import { id } from '../language.ts';
import { login } from './credentials.ts';
import { byPassword, bySecondFactor, closed, password, secondFactor } from './endpoints.ts';

/** What an authenticator shows for half a minute. */
export const totpCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/, { error: '验证码是 6 位数字' });

export const secondFactorEndpoints = {
  beginSecondFactor: endpoint({
    method: 'POST',
    path: '/api/sign-in/second-factor',
    summary:
      'O4 A new secret for an authenticator, good once it is confirmed within ten minutes; who has one proves it',
    traces: 'sign-in',
    access: 'everyone',
    params: { login, password, secondFactor },
    /** `uri`: what an authenticator reads as a QR code. */
    answer: z.object({ factorId: id, secret: z.string(), uri: z.string() }),
    refusals: { ...byPassword, ...closed, ...bySecondFactor },
  }),
  confirmSecondFactor: endpoint({
    method: 'POST',
    path: '/api/sign-in/second-factor/confirm',
    summary:
      'O4 The first code of the authenticator sets it; the recovery codes are told this once, and all else that is signed in ends',
    traces: 'sign-in',
    access: 'everyone',
    params: { login, password, factorId: id, code: totpCode },
    answer: signedIn.extend({ recoveryCodes: z.array(z.string()) }),
    refusals: { ...byPassword, ...closed, 'wrong-second-factor': 401, 'second-factor-over': 409 },
    sends: ['account'],
  }),
};
