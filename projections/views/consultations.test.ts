import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { consultations } from './consultations.ts';

const { given } = spec(consultations);
const place = {
  ...{ consultationId: 'c', clinicSessionId: 's', number: 7, doctorId: 'd', departmentId: 'x', patientId: 'p' },
  ...{ visitPersonId: 'v', startsAt: '2026-01-05T09:00:00.000Z' },
};
const opened = { type: 'consultation.opened', data: place };
const accepted = { type: 'consultation.accepted', data: place, at: '2026-01-05T09:10:00.000Z' };
const row = {
  ...{ ...place, turn: '2026-01-05T09:00:00.000Z 007', status: 'waiting', openedAt: '2026-01-05T08:00:00.000Z' },
  ...{ acceptedAt: null, endedAt: null, endReason: null },
};
const end = '2026-01-05T09:30:00.000Z';

test('[D3.1] a consultation waits, runs and is completed', () => {
  given(opened).then('c', row);
  const running = { ...row, status: 'in-progress', acceptedAt: '2026-01-05T09:10:00.000Z' };
  given(opened, accepted).then('c', running);
  given(opened, accepted, { type: 'consultation.completed', data: place, at: end }).then('c', {
    ...running,
    status: 'completed',
    endedAt: end,
  });
});

test.each(['rejected', 'cancelled', 'terminated', 'withdrawn'])(
  '[D3.3] [D3.6] one that is %s says when and why',
  status =>
    given(opened, {
      type: `consultation.${status}`,
      data: { ...place, reason: '请到线下就诊' },
      at: end,
    }).then('c', { ...row, status, endedAt: end, endReason: '请到线下就诊' }),
);
