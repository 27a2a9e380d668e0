import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { consents, consentText, currentConsent } from '@yunzhen/contracts/patient/consent';
import type { PatientEvent } from '@yunzhen/contracts/patient/patient';
import { fold, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { consentHash, currentVersion } from './consent.ts';
import { decider, maxVisitPersons, mostHolds } from './decide.ts';

const { given } = spec(decider);
const [id, person, doctorId] = [idOf(1), idOf(11), idOf(21)];
const asked = { id, now, by: system };

const registered: PatientEvent = { type: 'patient.registered', data: { patientId: id, openid: 'o-1' } };
const details = {
  relation: 'child' as const,
  name: '李小明',
  idNumber: '110101202001011234',
  phone: '13800000000',
  birthDate: '2020-01-01',
  gender: 'male' as const,
};
const added = (visitPersonId = person, idNumberIndex = 'index-1'): PatientEvent => ({
  type: 'patient.visit-person-added',
  data: { patientId: id, visitPersonId, idNumberIndex, lookup: ['x'], ...details },
});
const removed: PatientEvent = {
  type: 'patient.visit-person-removed',
  data: { patientId: id, visitPersonId: person },
};
const accepted: PatientEvent = {
  type: 'patient.consent-accepted',
  data: { patientId: id, version: currentVersion, textHash: consentHash(currentVersion) ?? '' },
};
const withdrawn: PatientEvent = { type: 'patient.consent-withdrawn', data: { patientId: id } };
const followed: PatientEvent = { type: 'patient.doctor-followed', data: { patientId: id, doctorId } };
const unfollowed: PatientEvent = { type: 'patient.doctor-unfollowed', data: { patientId: id, doctorId } };

const register = { type: 'register', ...asked, openid: 'o-1' } as const;
const add = (visitPersonId = person, idNumberIndex = 'index-1') =>
  ({ type: 'add-visit-person', ...asked, visitPersonId, idNumberIndex, lookup: ['x'], ...details }) as const;
const remove = { type: 'remove-visit-person', ...asked, visitPersonId: person } as const;
const accept = { type: 'accept-consent', ...asked, version: currentVersion } as const;
const follow = { type: 'follow-doctor', ...asked, doctorId } as const;
const unfollow = { type: 'unfollow-doctor', ...asked, doctorId } as const;

test('[P1] the first sign-in registers a patient', () => given().when(register).then(registered));
test('[P1] a patient is registered once', () => given(registered).when(register).thenNothing());
test.each([add(), remove, accept, follow, unfollow])('[P1] nobody unknown may $type', command =>
  given().when(command).thenRefused('unknown-patient'),
);
test('[P1] the stream is its patient’s own', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [registered]))).toEqual({ patientId: id });
});

test('[P3] a visit person is added with what the ID number tells', () => given(registered).when(add()).then(added()));
test('[P3] a guardian may be named', () =>
  given(registered)
    .when({ ...add(), guardianName: '李妈妈' })
    .then({ ...added(), data: { ...added().data, guardianName: '李妈妈' } } as PatientEvent));
test('[P3] the same visit person again is nothing new', () => given(registered, added()).when(add()).thenNothing());
test('[P3] one person is added once to an account', () =>
  given(registered, added())
    .when(add(idOf(12)))
    .thenRefused('visit-person-exists'));
test('[P3] a visit person never becomes another', () =>
  given(registered, added()).when(add(person, 'index-2')).thenRefused('visit-person-exists'));
test('[P3] nor after being removed: the records would mix', () =>
  given(registered, added(), removed).when(add(person, 'index-2')).thenRefused('visit-person-exists'));
test('[P3] one who was removed may come back, under the old or a new id', () => {
  given(registered, added(), removed).when(add()).then(added());
  given(registered, added(), removed)
    .when(add(idOf(12)))
    .then(added(idOf(12)));
});
test('[P3] an account has at most eight visit persons', () => {
  const many = Array.from({ length: maxVisitPersons }, (_, n) => added(idOf(30 + n), `index-${30 + n}`));
  given(registered, ...many.slice(1))
    .when(add())
    .then(added());
  given(registered, ...many)
    .when(add())
    .thenRefused('too-many-visit-persons');
});
test('[P3] what is kept of a visit person is sealed or an index', () =>
  expect(fold(decider, [registered, added()]).visitPersons).toEqual({
    [person]: { birthDate: details.birthDate, idNumberIndex: 'index-1' },
  }));

test('[P3] a visit person is removed', () => given(registered, added()).when(remove).then(removed));
test('[P3] and removed once', () => given(registered, added(), removed).when(remove).thenNothing());
test('[P3] one who never was cannot be removed', () =>
  given(registered).when(remove).thenRefused('unknown-visit-person'));

test('[P6.1] an acceptance keeps the version and the hash of its text', () =>
  given(registered).when(accept).then(accepted));
test('[P6.1] a version is accepted once', () => given(registered, accepted).when(accept).thenNothing());
test('[P6.1] a version that never was is refused', () =>
  given(registered)
    .when({ ...accept, version: '0.9' })
    .thenRefused('consent-version-unknown'));

test('[P6.5] a doctor is followed', () => given(registered).when(follow).then(followed));
test('[P6.5] and followed once', () => given(registered, followed).when(follow).thenNothing());
test('[P6.5] a doctor is unfollowed', () => given(registered, followed).when(unfollow).then(unfollowed));
test('[P6.5] who is not followed is not unfollowed', () => {
  given(registered).when(unfollow).thenNothing();
  given(registered, followed, unfollowed).when(unfollow).thenNothing();
});

test('[N5] a consent that is withdrawn is given again before anything is booked', () => {
  const withdraw = { type: 'withdraw-consent', ...asked } as const;
  given(registered, accepted).when(withdraw).then(withdrawn);
  given(registered).when(withdraw).thenNothing();
  given(registered, accepted, withdrawn).when(accept).then(accepted);
  given().when(withdraw).thenRefused('unknown-patient');
});

// A changed text is a new version: patients have accepted these very words.
test.each([['1.0', '1cb10651f7bb3d0e2e1d1ea044b6fb95b9042ca966a6d970aacce7710d40e021']])(
  '[P6.1] the text of version %s never changes',
  (version, hash) => expect(consentHash(version)).toBe(hash),
);
test('[P6.1] each version has one text, and the newest is current', () => {
  expect(new Set(consents.map(({ version }) => version)).size).toBe(consents.length);
  expect(currentVersion).toBe(consents.at(-1)?.version);
  expect(consentHash(currentVersion)).toBe(createHash('sha256').update(consentText(currentConsent)).digest('hex'));
});
test.each(['复诊', '风险', '隐私', '费用', '退号', '紧急', '急诊', '监护人'])('[P6.1] the consent speaks of %s', word =>
  expect(consentText(currentConsent)).toContain(word),
);

const begun = (n: number, until: string, visitPersonId = idOf(100 + n)): PatientEvent => ({
  type: 'patient.hold-begun',
  data: { patientId: id, registrationId: idOf(200 + n), visitPersonId, until },
});
const begin = (n: number, visitPersonId = idOf(100 + n)) =>
  ({ type: 'begin-hold', ...asked, registrationId: idOf(200 + n), visitPersonId, until: soon }) as const;
const ended = (n: number): PatientEvent => ({
  type: 'patient.hold-ended',
  data: { patientId: id, registrationId: idOf(200 + n) },
});
const [soon, justNow] = [new Date(Date.parse(now) + 900_000), new Date(Date.parse(now) - 60_000)].map(at =>
  at.toISOString(),
) as [string, string];
const yesterday = new Date(Date.parse(now) - 86_400_000).toISOString();
const many = (count: number, until: string) => Array.from({ length: count }, (_, n) => begun(n, until));

test('[P6.6] one unpaid number for a person at a time, whatever session it is of', () => {
  given(registered, begun(1, soon, person))
    .when(begin(2, person))
    .thenRefused('hold-unpaid');
  given(registered, begun(1, soon, person), ended(1))
    .when(begin(2, person))
    .then(begun(2, soon, person));
  given(registered, begun(1, justNow, person))
    .when(begin(2, person))
    .then(begun(2, soon, person));
  given(registered, begun(1, soon)).when(begin(1)).thenNothing();
});
test('[P6.6] few unpaid numbers for an account at a time, and few in a day that lapsed', () => {
  given(registered, ...many(mostHolds.live, soon))
    .when(begin(9))
    .thenRefused('too-many-holds');
  given(registered, ...many(mostHolds.live, soon), ended(0))
    .when(begin(9))
    .then(begun(9, soon));
  given(registered, ...many(mostHolds.lapsed, justNow))
    .when(begin(9))
    .thenRefused('too-many-holds');
  given(registered, ...many(mostHolds.lapsed, yesterday))
    .when(begin(9))
    .then(begun(9, soon));
});
test('[P6.11] what is paid or given back is no hold any more, once', () => {
  const end = { type: 'end-hold', ...asked, registrationId: idOf(201) } as const;
  given(registered, begun(1, soon)).when(end).then(ended(1));
  given(registered, begun(1, soon), ended(1)).when(end).thenNothing();
});
test('[P3] persons that were added and removed again and again count, too', () => {
  const past = Array.from({ length: 30 }, (_, n): PatientEvent[] => {
    const { data } = added(idOf(300 + n), `index-${n}`) as Extract<
      PatientEvent,
      { type: 'patient.visit-person-added' }
    >;
    return [
      { type: 'patient.visit-person-added', data },
      { type: 'patient.visit-person-removed', data: { patientId: id, visitPersonId: data.visitPersonId } },
    ];
  }).flat();
  given(registered, ...past)
    .when(add(idOf(400), 'another'))
    .thenRefused('too-many-visit-persons');
});
