import { z } from 'zod';
import { signedIn } from '../api/auth.ts';
import { endpoint } from '../endpoint.ts';
import { id, instant } from '../language.ts';
import { ownOf, roles, staffRoles } from '../roles.ts';
import { invitationCode, login, newPassword, secondFactorCode } from './credentials.ts';

/** Of `wx.login`: good once, for five minutes. */
const wechatCode = z.string().min(1).max(128);
export const password = z.string().min(1).max(128);
const refreshToken = z.string().min(1).max(128);

/** Why WeChat, or we, do not take a code of `wx.login`. */
const byWechat = { 'bad-code': 401, 'risky-user': 403, 'rate-limited': 429 } as const;
/** One code for an unknown login, a closed account and a wrong password. */
export const byPassword = { 'wrong-credentials': 401, 'sign-in-locked': 429 } as const;
export const closed = { 'account-closed': 403 } as const;
/** Told only to who has proved the rest: a code is asked for, is wrong or was used, or has to be set up first. */
export const bySecondFactor = {
  'second-factor-needed': 401,
  'wrong-second-factor': 401,
  'second-factor-missing': 403,
} as const;
export const secondFactor = secondFactorCode.optional();

/** One sign-in of an account. */
export const accountSession = z.object({
  sessionId: id,
  /** What the browser or phone calls itself. */
  device: z.string(),
  startedAt: instant,
  seenAt: instant,
});

/** P1, D1, O4: signing in, and going on without doing it again. */
export const signInEndpoints = {
  signInByWechat: endpoint({
    method: 'POST',
    path: '/api/sign-in/wechat',
    summary: 'P1 D1 Sign in with a code of wx.login; a patient who comes for the first time gets an account',
    traces: 'sign-in',
    access: 'everyone',
    params: { code: wechatCode, as: z.enum(['patient', 'staff']).default('patient'), secondFactor },
    answer: signedIn,
    refusals: { ...byWechat, 'not-bound': 401, ...closed, ...bySecondFactor, 'sign-in-locked': 429 },
    sends: ['patient', 'account'],
  }),
  signInByPassword: endpoint({
    method: 'POST',
    path: '/api/sign-in/staff',
    summary: 'O4 Sign in with login and password; after five failures each try waits longer',
    traces: 'sign-in',
    access: 'everyone',
    params: { login, password, secondFactor },
    answer: signedIn,
    refusals: { ...byPassword, ...closed, ...bySecondFactor },
  }),
  acceptInvitation: endpoint({
    method: 'POST',
    path: '/api/sign-in/invitation',
    summary: 'O4 Set the first password, with one half of the code from each of two people',
    traces: 'sign-in',
    access: 'everyone',
    params: { login, code: invitationCode, confirmation: invitationCode, password: newPassword },
    answer: signedIn,
    refusals: { ...byPassword, ...closed, 'second-factor-missing': 403 },
    sends: ['account'],
  }),
  refresh: endpoint({
    method: 'POST',
    path: '/api/sign-in/refresh',
    summary: 'Go on with a refresh token, which is good once',
    traces: 'refused sign-in',
    access: 'everyone',
    params: { refreshToken },
    answer: signedIn,
    refusals: { ...closed, 'token-invalid': 401, 'token-expired': 401, 'token-revoked': 401 },
  }),
  signOut: endpoint({
    method: 'POST',
    path: '/api/sign-out',
    summary: 'End the sign-in that a refresh token belongs to',
    traces: 'sign-in',
    access: 'everyone',
    params: { refreshToken },
    answer: null,
  }),
};

/** O4, D1: what one does about one's own account. */
export const ownAccountEndpoints = {
  changePassword: endpoint({
    method: 'POST',
    path: '/api/me/password',
    summary: 'O4 Change the own password; everything else that is signed in ends',
    traces: 'sign-in',
    access: ownOf(staffRoles),
    params: { current: password, password: newPassword },
    answer: signedIn,
    refusals: { ...byPassword, ...closed },
    sends: ['account'],
  }),
  bindWechat: endpoint({
    method: 'POST',
    path: '/api/sign-in/wechat/bind',
    summary: 'D1 Bind the own WeChat, to sign in without a password; the password proves who asks',
    traces: 'sign-in',
    access: { doctor: 'own', pharmacist: 'own' },
    params: { code: wechatCode, password },
    answer: null,
    refusals: { ...byPassword, ...byWechat },
    sends: ['account'],
  }),
  mySessions: endpoint({
    method: 'GET',
    path: '/api/me/sessions',
    summary: 'O4 Where the own account is signed in',
    access: ownOf(roles),
    params: {},
    answer: z.array(accountSession.extend({ current: z.boolean() })),
  }),
  endSession: endpoint({
    method: 'POST',
    path: '/api/me/sessions/end',
    summary: 'O4 End one of the own sign-ins',
    traces: 'sign-in',
    access: ownOf(roles),
    params: { sessionId: id },
    answer: null,
  }),
  accountSessions: endpoint({
    method: 'GET',
    path: '/api/accounts/:accountId/sessions',
    summary: 'O4 Where an account is signed in',
    traces: 'look',
    access: { administrator: 'any', security: 'any', auditor: 'any' },
    params: { accountId: id },
    answer: z.array(accountSession),
  }),
};
