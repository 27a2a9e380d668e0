import { expect, test } from '@jest/globals';
import type { PractitionerEvent } from '@yunzhen/contracts/practitioner/practitioner';
import { fold, spec } from '../spec.ts';
import { idOf, system } from '../testing/harness.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const [id, departmentId] = [idOf(1), idOf(2)];
const asked = { id, now: '2026-03-02T01:00:00.000Z', by: system };
const profile = { introduction: '擅长高血压与糖尿病的长期管理。', specialities: ['高血压', '糖尿病'] };
const details = {
  kind: 'doctor' as const,
  name: '王建国',
  gender: 'male' as const,
  title: 'attending' as const,
  departmentId,
  practisingSince: '2015-07-01',
  licence: { number: '110110000012345', issuedBy: '卫生健康委员会', issuedOn: '2015-06-20', scope: '内科专业' },
  ...profile,
};
const hired = (changes: Partial<typeof details> | { kind: 'pharmacist' } = {}): PractitionerEvent => ({
  type: 'practitioner.hired',
  data: { practitionerId: id, ...details, ...changes },
});
const retired: PractitionerEvent = { type: 'practitioner.retired', data: { practitionerId: id, clinicSessionIds: [] } };
const rehired: PractitionerEvent = { type: 'practitioner.rehired', data: { practitionerId: id } };
const switched = (on: boolean): PractitionerEvent => ({
  type: 'practitioner.service-switched',
  data: { practitionerId: id, service: 'online-clinic', on },
});

const hire = { type: 'hire' as const, ...asked, ...details };
const changeProfile = { type: 'change-profile' as const, ...asked, ...profile };
const switchOn = { type: 'switch-service' as const, ...asked, service: 'online-clinic' as const, on: true };
const retire = { type: 'retire' as const, ...asked };
const rehire = { type: 'rehire' as const, ...asked };

test('[O2.3] a doctor is hired', () => given().when(hire).then(hired()));
test('[O2.3] a doctor is hired once', () => given(hired()).when(hire).thenNothing());
test('[O2.3] who was let go is not hired under the same id', () =>
  given(hired(), retired).when(hire).thenRefused('practitioner-retired'));
test('[O2.3] a doctor needs three full years of practice', () => {
  given()
    .when({ ...hire, practisingSince: '2023-03-03' })
    .thenRefused('practice-too-short');
  given()
    .when({ ...hire, practisingSince: '2023-03-02' })
    .then(hired({ practisingSince: '2023-03-02' }));
});
test('[O2.3] the day is the one in Shanghai', () => {
  const practisingSince = '2023-03-02';
  given()
    .when({ ...hire, practisingSince, now: '2026-03-01T15:59:59.000Z' })
    .thenRefused('practice-too-short');
  given()
    .when({ ...hire, practisingSince, now: '2026-03-01T16:00:00.000Z' })
    .then(hired({ practisingSince }));
});
test('[O2.3] a pharmacist needs no years of practice', () =>
  given()
    .when({ ...hire, kind: 'pharmacist', practisingSince: '2026-01-01' })
    .then({
      ...hired(),
      data: { ...hired().data, kind: 'pharmacist', practisingSince: '2026-01-01' },
    } as PractitionerEvent));

test('[D4.5] a profile is changed', () =>
  given(hired())
    .when({ ...changeProfile, introduction: '新的介绍', photo: idOf(9) })
    .then({
      type: 'practitioner.profile-changed',
      data: { practitionerId: id, ...profile, introduction: '新的介绍', photo: idOf(9) },
    }));
test('[D4.7] a service is switched on, off and on again, each once', () => {
  given(hired()).when(switchOn).then(switched(true));
  given(hired(), switched(true)).when(switchOn).thenNothing();
  given(hired(), switched(true))
    .when({ ...switchOn, on: false })
    .then(switched(false));
  given(hired(), switched(true), switched(false)).when(switchOn).then(switched(true));
});
test('[D4.7] each service has its own switch', () =>
  given(hired(), switched(true))
    .when({ ...switchOn, service: 'health-consultation' })
    .then({
      type: 'practitioner.service-switched',
      data: { practitionerId: id, service: 'health-consultation', on: true },
    }));

test('[O2.3] a practitioner is let go, once', () => {
  given(hired()).when(retire).then(retired);
  given(hired(), retired).when(retire).thenNothing();
});
test('[O2.3] who was let go is taken on again as they were, once', () => {
  given(hired(), retired).when(rehire).then(rehired);
  given(hired(), retired, rehired).when(rehire).thenNothing();
  given(hired(), switched(true), retired, rehired).when(switchOn).thenNothing();
  given(hired(), retired, rehired).when(retire).then(retired);
});
test.each([changeProfile, switchOn, retire, rehire])('[O2.3] nobody unknown may $type', command =>
  given().when(command).thenRefused('unknown-practitioner'),
);
test.each([changeProfile, switchOn])('[O2.3] nobody who was let go may $type', command =>
  given(hired(), retired).when(command).thenRefused('practitioner-retired'),
);
test('[D4.5] neither a doctor nor a pharmacist may change another’s profile', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [hired({ kind: 'pharmacist' })]))).toMatchObject({
    doctorId: id,
    pharmacistId: id,
  });
});

const clinicSessionId = '0199a7e1-5555-73cb-8d74-63aeef7fda47';
const assigned = (endsAt: string): PractitionerEvent => ({
  type: 'practitioner.clinic-session-assigned',
  data: { practitionerId: id, clinicSessionId, endsAt },
});
const [over, later] = ['2026-03-01T01:00:00.000Z', '2026-03-03T01:00:00.000Z'];
const assign = { type: 'assign-clinic-session' as const, ...asked, clinicSessionId, endsAt: later };
test('[O2.3] who leaves leaves the sessions that are not over', () => {
  given(hired()).when(assign).then(assigned(later));
  given(hired(), assigned(later)).when(assign).thenNothing();
  given(hired(), assigned(later))
    .when(retire)
    .then({ type: 'practitioner.retired', data: { practitionerId: id, clinicSessionIds: [clinicSessionId] } });
  given(hired(), assigned(over)).when(retire).then(retired);
});
test('[O2.3] a session that was published as its doctor left has no doctor', () =>
  given(hired(), retired)
    .when(assign)
    .then({ type: 'practitioner.clinic-session-orphaned', data: { practitionerId: id, clinicSessionId } }));
