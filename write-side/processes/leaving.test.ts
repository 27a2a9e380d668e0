import { expect, test } from '@jest/globals';
import type { Reaction } from '../reactions/process.ts';
import {
  clinic,
  session as clinicSession,
  doctor,
  doctorDetails,
  operator,
  otherDoctor,
  sessionInput,
} from '../testing/clinic.ts';
import { idOf } from '../testing/harness.ts';
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

test('[O2.3] the clinic sessions of a doctor who leaves are suspended, past ones and those of others are not', async () => {
  const { send, store, events } = await clinic();
  await send(`practitioner-${otherDoctor.id}`, 'hire', { ...doctorDetails, name: '赵敏' }, { by: operator });
  const [past, next, theirs] = [clinicSession, idOf(21), idOf(22)];
  const tomorrow = { startsAt: '2026-03-03T02:00:00.000Z', endsAt: '2026-03-03T04:00:00.000Z' };
  const publish = (id: string, more: object) =>
    send(`clinic-session-${id}`, 'publish', { ...sessionInput, ...tomorrow, ...more }, { by: operator });
  await publish(next, {});
  await publish(theirs, { doctorId: otherDoctor.id });
  const later = '2026-03-02T12:00:00.000Z';
  /** What the process sends, event by event, until nothing more follows. */
  let at: bigint | null = null;
  const settle = async () => {
    for (;;) {
      const { events: happened, last } = await store.readAll(at, 1);
      if (last === null || happened.length === 0) return;
      at = last;
      for (const { type, data, id: eventId } of happened)
        for (const one of [leaving.on[type]?.(data as never, { eventId, at: later }) ?? []].flat() as Reaction[])
          if (one.kind === 'send' && one.capability !== 'account')
            await send(`${one.capability}-${one.id}`, one.command, one.input as object, { at: later });
    }
  };
  await settle();
  await send(`practitioner-${doctor.id}`, 'retire', {}, { by: operator, at: later });
  await settle();
  const suspended = (id: string) =>
    events(`clinic-session-${id}`).some(({ type }) => type === 'clinic-session.suspended');
  expect([past, next, theirs].map(suspended)).toEqual([false, true, false]);
});
