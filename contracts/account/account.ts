import { z } from 'zod';
import {
  actorId,
  type CommandOf,
  capability,
  type EventOf,
  id,
  instant,
  personName,
  type RefusalOf,
  sealed,
  secret,
} from '../language.ts';
import { ownOf, roles, staffRoles } from '../roles.ts';
import { invitationCode, login } from './credentials.ts';

/** Hours from approval within which the owner sets the password. */
export const invitationHours = 72;

/** Given by two people, each of whom hands the owner half of the code. */
const invitation = {
  codeIndex: z.string(),
  confirmationIndex: z.string(),
  until: instant,
  proposedBy: actorId,
  by: actorId,
};
/** The half of who approves. */
const approval = { by: ['security'], hours: 72, input: { confirmation: secret(invitationCode) } } as const;
/** Whatever was signed in until then ends. */
const ends = { at: instant };
/** The password that was good until then. */
const forgets = { ...ends, forgets: id.optional() };
/** The second factor that was good until then. */
const forgetsFactor = { forgetsFactor: id.optional() };

const about = { account: 'accountId' } as const;
const told = { ...about, tells: ['account'] } as const;
const decided = { ...about, staff: 'by' } as const;

/**
 * O4, D1: how one person gets in, in one role. Stream `account-<id>`, the id that of the person: the patient, the practitioner, or
 * one of the house staff's own. All their credentials lead here, so that what ends the account ends each of them.
 */
export const account = capability('account', {
  events: {
    /** By a patient's first sign-in. */
    opened: { accountId: id, role: z.enum(roles) },
    invited: { accountId: id, role: z.enum(staffRoles), login, name: sealed('accountId'), ...invitation },
    /** Its password and second factor are forgotten and its WeChat unbound; it is invited anew. */
    reset: { accountId: id, ...invitation, ...forgets, ...forgetsFactor },
    /** The hash stands under this id outside the events, where it can be forgotten. */
    passwordSet: { accountId: id, passwordId: id, ...forgets },
    /** Its secret stands under this id outside the events. */
    secondFactorSet: { accountId: id, factorId: id, ...ends, ...forgetsFactor },
    wechatBound: { accountId: id, credentialId: id },
    wechatUnbound: { accountId: id, credentialId: id, by: actorId, ...ends },
    signedOut: { accountId: id, by: actorId, ...ends },
    /** The owner has read what happened to the account until then. */
    acknowledged: { accountId: id, until: instant },
    closed: { accountId: id, by: actorId, ...forgets, ...forgetsFactor },
    reopened: { accountId: id, by: actorId },
    /** All that is known of its owner is erased, or closed until it may be: it never comes back. */
    erased: { accountId: id, ...ends },
  },
  about: {
    opened: about,
    invited: decided,
    reset: decided,
    passwordSet: told,
    secondFactorSet: told,
    wechatBound: told,
    wechatUnbound: { ...told, staff: 'by' },
    signedOut: { ...told, staff: 'by' },
    acknowledged: told,
    closed: decided,
    reopened: decided,
    erased: about,
  },
  commands: {
    open: { summary: 'P1 The first sign-in of a patient', input: { role: z.enum(roles) } },
    invite: {
      summary: 'O4 Invite somebody who works here; the owner needs the codes of both who gave the invitation',
      access: { administrator: 'any' },
      input: { role: z.enum(staffRoles), login, name: personName(40), code: secret(invitationCode) },
      approval,
    },
    reset: {
      summary: 'O4 Invite again: forget the password and the second factor, unbind, sign out',
      access: { administrator: 'any' },
      input: { code: secret(invitationCode) },
      approval,
    },
    'set-password': { summary: 'O4 The owner has set a password', input: { passwordId: id } },
    'set-second-factor': { summary: 'O4 The owner has set a second factor', input: { factorId: id } },
    'bind-wechat': { summary: 'D1 The owner has bound their WeChat', input: { credentialId: id } },
    'unbind-wechat': {
      summary: 'D1 O4 Unbind the WeChat of an account',
      access: { ...ownOf(staffRoles), administrator: 'any' },
      input: {},
    },
    'sign-out': {
      summary: 'O4 End everything the account is signed in with',
      access: { ...ownOf(roles), administrator: 'any' },
      input: {},
    },
    acknowledge: {
      summary: 'O4 The owner has read what happened to the account until then',
      access: ownOf(staffRoles),
      input: { until: instant },
    },
    close: {
      summary: 'O4 Close an account, and all that its owner signs in with',
      access: { administrator: 'any', security: 'any' },
      input: {},
    },
    erase: { summary: 'N5 End the account of who is erased', input: {} },
    reopen: { summary: 'O4 Open the closed account of a patient again', access: { administrator: 'any' }, input: {} },
  },
  refusals: [
    'unknown-account',
    'account-closed',
    'account-taken',
    'account-exists',
    'credential-taken',
    'unknown-holder',
    'own-account',
    'needs-invitation',
    'wechat-already-bound',
  ],
  boards: ['accounts'],
});

export type AccountEvent = EventOf<typeof account>;
export type AccountCommand = CommandOf<typeof account>;
export type AccountRefusal = RefusalOf<typeof account>;
