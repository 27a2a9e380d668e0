import { expect, test } from '@jest/globals';
import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import type { Actor } from '@yunzhen/contracts/roles';
import { fold, spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const patientId = idOf(1);
const requestId = idOf(2);
const person: Actor = { id: patientId, role: 'patient' };
const operator: Actor = { id: idOf(3), role: 'operator' };
const manager: Actor = { id: idOf(4), role: 'manager' };
const other: Actor = { id: idOf(5), role: 'manager' };
const asked = (by: Actor) => ({ id: patientId, now, by });
const whose = { patientId, requestId };

const requested = (kind: 'correction' | 'erasure' = 'erasure', more: object = {}): PrivacyEvent => ({
  type: 'privacy.requested',
  data: { ...whose, kind, dueAt: '2026-03-17T15:59:59.999Z', ...more },
});
const decided = (outcome: 'granted' | 'refused' = 'granted'): PrivacyEvent => ({
  type: 'privacy.decided',
  data: { ...whose, kind: 'erasure', outcome, reason: '核对过', proposedBy: operator.id, by: manager.id },
});
const granted = decided();
const erased: PrivacyEvent = { type: 'privacy.erased', data: { ...whose, visitPersonIds: [] } };
const caseNumber = '(2026)津01民初7号';
const placed: PrivacyEvent = { type: 'privacy.hold-placed', data: { patientId, caseNumber, by: other.id } };

const request = { type: 'request', ...asked(person), requestId, kind: 'erasure' } as const;
const decide = {
  type: 'decide',
  ...asked(manager),
  requestId,
  outcome: 'granted',
  reason: '核对过',
  proposedBy: operator.id,
} as const;

test('[N5] what a person asks is decided in the name of two', () => {
  given().when(request).then(requested());
  given(requested()).when(decide).then(granted);
  given(requested())
    .when({ ...decide, outcome: 'refused' })
    .then(decided('refused'));
  given(requested(), granted).when(decide).thenRefused('request-decided');
  given().when(decide).thenRefused('unknown-request');
});

test('[N5] a person asks about their own data alone, once at a time, and may take it back until it is decided', () => {
  given()
    .when({ ...request, by: { id: idOf(9), role: 'patient' } })
    .thenRefused('not-own-data');
  given(requested()).when(request).thenNothing();
  given(requested())
    .when({ ...request, requestId: idOf(8) })
    .thenRefused('request-open');
  given()
    .when({ ...request, kind: 'correction' })
    .thenRefused('text-required');
  const withdraw = { type: 'withdraw', ...asked(person), requestId } as const;
  const withdrawn: PrivacyEvent = { type: 'privacy.withdrawn', data: whose };
  given(requested()).when(withdraw).then(withdrawn);
  given(requested(), withdrawn)
    .when({ ...request, requestId: idOf(8) })
    .then({ ...requested(), data: { ...requested().data, requestId: idOf(8) } } as PrivacyEvent);
  given(requested(), granted).when(withdraw).thenRefused('request-decided');
  given().when(withdraw).thenRefused('unknown-request');
});

test('[N5] an erasure ends once, whatever the law or a case made of it before', () => {
  const until = '2041-03-02T01:00:00.000Z';
  const restrict = { type: 'restrict', ...asked(system), requestId, until } as const;
  const note = { type: 'note-erased' as const, ...asked(system), requestId, visitPersonIds: [] as string[] };
  const restricted: PrivacyEvent = { type: 'privacy.restricted', data: { ...whose, until } };
  given(requested(), granted).when(restrict).then(restricted);
  given(requested(), granted, restricted).when(note).then(erased);
  given(requested(), granted, erased).when(note).thenNothing();
  given(requested(), granted, erased).when(restrict).thenNothing();
  given(requested()).when(note).thenNothing();
});

test('[N5] the end of the last hold lets an erasure go on that waited for it', () => {
  const place = { type: 'place-hold', ...asked(other), caseNumber } as const;
  const lift = { ...place, type: 'lift-hold' } as const;
  const lifted = { patientId, caseNumber, by: other.id };
  given().when(place).then(placed);
  given(placed).when(place).thenRefused('hold-exists');
  given().when(lift).thenRefused('unknown-hold');
  given(placed).when(lift).then({ type: 'privacy.hold-lifted', data: lifted });
  given(requested(), placed, granted)
    .when(lift)
    .then({ type: 'privacy.hold-lifted', data: { ...lifted, requestId } });
});

test('[N5] a stream belongs to its person, also before they ever asked', () => {
  expect(decider.subject?.(fold(decider, []))).toBeNull();
  expect(decider.subject?.(fold(decider, [placed]))).toEqual({ patientId });
});
