import { test } from '@jest/globals';
import type { ClinicSessionEvent } from '@yunzhen/contracts/schedule/clinic-session';
import { spec } from '../spec.ts';
import { idOf, now, system } from '../testing/harness.ts';
import { decider } from './decide.ts';

const { given } = spec(decider);
const [id, doctorId, departmentId, patientId] = [idOf(1), idOf(2), idOf(3), idOf(4)];
const [anna, bert, carl] = [idOf(11), idOf(12), idOf(13)];
const [first, second, third] = [idOf(21), idOf(22), idOf(23)];
const asked = { id, now, by: system };
const holdUntil = '2026-03-02T01:15:00.000Z';
const times = { startsAt: '2026-03-02T02:00:00.000Z', endsAt: '2026-03-02T04:00:00.000Z' };

const published = (capacity = 2): ClinicSessionEvent => ({
  type: 'clinic-session.published',
  data: { clinicSessionId: id, doctorId, departmentId, ...times, fee: 2_500, capacity },
});
const held = (registrationId: string, visitPersonId: string, number: number): ClinicSessionEvent => ({
  type: 'clinic-session.number-held',
  data: { clinicSessionId: id, registrationId, patientId, visitPersonId, number, holdUntil },
});
const booked = (registrationId: string, number: number): ClinicSessionEvent => ({
  type: 'clinic-session.number-booked',
  data: { clinicSessionId: id, registrationId, number },
});
const released = (
  registrationId: string,
  number: number,
  cause: 'timed-out' | 'cancelled' = 'timed-out',
): ClinicSessionEvent => ({
  type: 'clinic-session.number-released',
  data: { clinicSessionId: id, registrationId, number, cause },
});
const suspended = (...registrationIds: string[]): ClinicSessionEvent => ({
  type: 'clinic-session.suspended',
  data: { clinicSessionId: id, doctorId, reason: '医生临时停诊', registrationIds },
});

const publish = { type: 'publish', ...asked, doctorId, departmentId, ...times, fee: 2_500, capacity: 2 } as const;
const suspend = { type: 'suspend', ...asked, reason: '医生临时停诊' } as const;
const hold = (registrationId: string, visitPersonId: string) =>
  ({ type: 'hold-number', ...asked, registrationId, patientId, visitPersonId, holdUntil }) as const;
const book = (registrationId: string) => ({ type: 'book-number', ...asked, registrationId }) as const;
const release = (registrationId: string) =>
  ({ type: 'release-number', ...asked, registrationId, cause: 'timed-out' }) as const;

test('[O1.1] a session is published', () => given().when(publish).then(published()));
test('[O1.1] a session that is there already is published once', () => given(published()).when(publish).thenNothing());
test.each([publish.startsAt, '2026-03-02T01:59:59.999Z', '2026-03-03T02:00:00.001Z'])(
  '[O1.1] a session ends after it starts, within a day, and not at %s',
  endsAt =>
    given()
      .when({ ...publish, endsAt })
      .thenRefused('clinic-session-times-wrong'),
);
test.each([
  { now: '2026-03-02T04:00:00.000Z' },
  { now: '2026-03-07T01:00:00.000Z' },
  { now: '2025-12-02T01:59:59.999Z' },
  { now: '2016-03-02T01:00:00.000Z' },
])('[O1.1] nobody publishes what is over, or more than ninety days away: %j', asked =>
  given()
    .when({ ...publish, ...asked })
    .thenRefused('clinic-session-times-wrong'),
);
test('[O1.1] a session that has begun may still be published', () =>
  given()
    .when({ ...publish, now: '2026-03-02T03:59:59.999Z' })
    .then(published()));
const closed = (...registrationIds: string[]): ClinicSessionEvent => ({
  type: 'clinic-session.closed',
  data: { clinicSessionId: id, doctorId, registrationIds },
});
const close = { type: 'close', ...asked, now: '2026-03-02T05:00:00.000Z' } as const;
test('[O1.1] a while after its end a session names who has a number, and again who was being confirmed then', () => {
  given().when(close).thenRefused('unknown-clinic-session');
  given(published())
    .when({ ...close, now: '2026-03-02T03:59:59.999Z' })
    .thenNothing();
  given(published(), held(first, anna, 1))
    .when(close)
    .then(closed(first));
  given(published(), held(first, anna, 1), closed(first))
    .when(book(first))
    .then(booked(first, 1), closed(first));
});
test('[O1.1] what took place is not suspended', () =>
  given(published())
    .when({ ...suspend, now: times.endsAt })
    .thenRefused('clinic-session-over'));
test('[O1.1] a session may take the whole day', () => {
  const { type, data } = published();
  const endsAt = '2026-03-03T02:00:00.000Z';
  given()
    .when({ ...publish, endsAt })
    .then({ type, data: { ...data, endsAt } } as ClinicSessionEvent);
});

test('[O1.1] a suspension names every registration that has a number', () =>
  given(published(), held(first, anna, 1), held(second, bert, 2), booked(second, 2), released(first, 1))
    .when(suspend)
    .then(suspended(second)));
test('[O1.1] a suspended session is suspended once', () => given(published(), suspended()).when(suspend).thenNothing());
test('[O1.1] an unknown session cannot be suspended', () =>
  given().when(suspend).thenRefused('unknown-clinic-session'));

test('[P6.2] a booking holds the lowest free number', () =>
  given(published(3), held(first, anna, 1), held(second, bert, 2), released(first, 1))
    .when(hold(third, carl))
    .then(held(third, carl, 1)));
test('[P6.2] the same hold again is nothing new', () =>
  given(published(), held(first, anna, 1))
    .when(hold(first, anna))
    .thenNothing());
test('[P6.2] a registration does not change its visit person', () =>
  given(published(), held(first, anna, 1))
    .when(hold(first, bert))
    .thenRefused('already-booked'));
test('[P6.2] one live booking per visit person and session', () =>
  given(published(), held(first, anna, 1))
    .when(hold(second, anna))
    .thenRefused('already-booked'));
test('[P6.2] a visit person whose hold is over may hold again', () =>
  given(published(), held(first, anna, 1), released(first, 1))
    .when(hold(second, anna))
    .then(held(second, anna, 1)));
test('[P6.2] a registration that gave its number back holds no other', () =>
  given(published(), held(first, anna, 1), released(first, 1))
    .when(hold(first, anna))
    .thenRefused('number-not-held'));
test('[P6.2] nothing is held when all numbers are taken', () =>
  given(published(1), held(first, anna, 1))
    .when(hold(second, bert))
    .thenRefused('sold-out'));
test('[P6.2] nothing is held of a session that is over', () =>
  given(published())
    .when({ ...hold(first, anna), now: times.endsAt })
    .thenRefused('clinic-session-over'));
test('[P6.2] nothing is held of a suspended session', () =>
  given(published(), suspended()).when(hold(first, anna)).thenRefused('clinic-session-suspended'));
test('[P6.2] nothing is held of an unknown session', () =>
  given().when(hold(first, anna)).thenRefused('unknown-clinic-session'));

test('[P6.6] a held number is booked', () =>
  given(published(), held(first, anna, 1))
    .when(book(first))
    .then(booked(first, 1)));
test('[P6.6] a booked number is booked once', () =>
  given(published(), held(first, anna, 1), booked(first, 1))
    .when(book(first))
    .thenNothing());
test('[P6.6] a number that was given back is not booked', () =>
  given(published(), held(first, anna, 1), released(first, 1))
    .when(book(first))
    .thenRefused('number-not-held'));
test('[O1.1] a number that is confirmed after the suspension is named by it again', () =>
  given(published(), held(first, anna, 1), suspended(first))
    .when(book(first))
    .then(booked(first, 1), suspended(first)));

test('[P6.11] a held number is given back', () =>
  given(published(), held(first, anna, 1))
    .when(release(first))
    .then(released(first, 1)));
test('[P6.12] a booked number is given back', () =>
  given(published(), held(first, anna, 1), booked(first, 1))
    .when({ ...release(first), cause: 'cancelled' })
    .then(released(first, 1, 'cancelled')));
test('[P6.11] a number is given back once', () =>
  given(published(), held(first, anna, 1), released(first, 1))
    .when(release(first))
    .thenNothing());
test('[O1.1] a number of a suspended session is given back', () =>
  given(published(), held(first, anna, 1), suspended(first))
    .when(release(first))
    .then(released(first, 1)));
