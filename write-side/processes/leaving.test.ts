import { expect, test } from '@jest/globals';
import { idOf } from '../house.ts';
import type { Reaction } from '../reactions/process.ts';
import { leaving } from './leaving.ts';

const [accountId, clinicSessionId, credentialId, passwordId] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const at = '2026-03-02T01:00:00.000Z';
const follows = (type: string, data: object) =>
  [leaving.on[type]?.(data as never, { eventId: idOf(9), at }) ?? []].flat().map((one: Reaction) => {
    if (one.kind === 'call') return [one.gateway, one.input];
    return one.kind === 'send' ? [`${one.capability}-${one.id}/${one.command}`, one.input] : [one.kind];
  });
const end = ['access.end', { accountId, at }];
const release = ['access.release-claims', { pharmacistId: accountId }];

test('[O2.3] who leaves loses the account, the claims and the sessions', () =>
  expect(follows('practitioner.retired', { practitionerId: accountId, clinicSessionIds: [clinicSessionId] })).toEqual([
    [`account-${accountId}/close`, {}],
    release,
    [`clinic-session-${clinicSessionId}/suspend`, { reason: '医生已离职' }],
  ]));
test('[O2.3] a session published for somebody who had left is suspended', () =>
  expect(follows('practitioner.clinic-session-orphaned', { practitionerId: accountId, clinicSessionId })).toEqual([
    [`clinic-session-${clinicSessionId}/suspend`, { reason: '医生已离职' }],
  ]));
test('[O1.1] a doctor’s sessions are known to the doctor', () =>
  expect(follows('clinic-session.published', { clinicSessionId, doctorId: accountId, endsAt: at })).toEqual([
    [`practitioner-${accountId}/assign-clinic-session`, { clinicSessionId, endsAt: at }],
  ]));
test.each(['account.closed', 'account.reset'])('[O4] %s ends what is signed in, and forgets the password', type =>
  expect(follows(type, { accountId, at, forgets: passwordId })).toEqual([
    ['access.end', { accountId, at, forgets: passwordId }],
    release,
  ]),
);
test.each(['account.signed-out', 'account.password-set'])('[O4] %s ends what is signed in', type =>
  expect(follows(type, { accountId, at })).toEqual([end]),
);
test('[D1] unbinding ends what is signed in, and frees the phone', () =>
  expect(follows('account.wechat-unbound', { accountId, credentialId, at })).toEqual([
    end,
    [`credential-${credentialId}/release`, { accountId }],
  ]));
test('[R2.3] a claim is remembered while it lasts', () =>
  expect(follows('prescription.claimed', { prescriptionId: idOf(5), pharmacistId: accountId, until: at })).toEqual([
    ['access.note-claim', { prescriptionId: idOf(5), pharmacistId: accountId, until: at }],
  ]));
