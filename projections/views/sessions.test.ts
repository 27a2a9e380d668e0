import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { sessions } from './sessions.ts';

const { given } = spec(sessions);
const published = {
  ...{ clinicSessionId: 's', doctorId: 'd', departmentId: 'x', fee: 1_200, capacity: 2 },
  // Evening in UTC, the next morning in Shanghai.
  ...{ startsAt: '2026-01-05T23:30:00.000Z', endsAt: '2026-01-06T02:30:00.000Z' },
};
const row = { ...published, day: '2026-01-06', taken: 0, remaining: 2, status: 'published', suspendReason: null };
const publish = { type: 'clinic-session.published', data: published };
const hold = (registrationId: string) => ({
  type: 'clinic-session.number-held',
  data: { clinicSessionId: 's', registrationId },
});

test('[P6.2] numbers are taken when they are held and free again when they are released', () => {
  given(publish).then('s', row);
  given(publish, hold('a'), hold('b')).then('s', { ...row, taken: 2, remaining: 0 });
  given(publish, hold('a'), hold('b'), {
    type: 'clinic-session.number-released',
    data: { clinicSessionId: 's', registrationId: 'a' },
  }).then('s', { ...row, taken: 1, remaining: 1 });
});

test('[O1.1] a suspended session says why', () =>
  given(publish, {
    type: 'clinic-session.suspended',
    data: { clinicSessionId: 's', doctorId: 'd', reason: '会议' },
  }).then('s', {
    ...row,
    status: 'suspended',
    suspendReason: '会议',
  }));
