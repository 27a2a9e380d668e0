import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotFound } from '@yunzhen/platform/problem';
import { registrationTimeline } from './queries/timelines.ts';
import { department, doctor, held, opened, patient, session, step } from './story.ts';
import { type By, hospital, idOf } from './testing.ts';

const visit = { name: 'r', patient: '李雷', doctor: '王医生', session: 's', number: 1 };
const operator: By = { role: 'operator', id: idOf('operator') };
const by = (name: string, role: string) => ({ actor: idOf(name), role });
let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital();
  await house.given(
    department('心内科'),
    doctor('王医生', '心内科'),
    doctor('赵医生', '心内科'),
    session('s', '王医生', '2026-01-05T01:00:00.000Z'),
    ...patient('李雷'),
    { ...held(visit, '2026-01-05T00:50:00.000Z'), metadata: by('李雷', 'patient') },
    {
      ...opened(visit, '2026-01-05T00:55:00.000Z'),
      metadata: { actor: 'booking', role: 'system', causedBy: { id: idOf('李雷'), role: 'patient' } },
    },
    { ...step(visit, 'accepted', {}, '2026-01-05T01:05:00.000Z'), metadata: by('王医生', 'doctor') },
    {
      ...step(visit, 'terminated', { reason: '需线下就诊', prescriptionIds: [] }, '2026-01-05T01:10:00.000Z'),
      metadata: by('王医生', 'doctor'),
    },
  );
});
afterAll(() => house.close());
const eventId = expect.any(String);
const ask = (asker: By, registrationId = idOf('r')) => house.ask(registrationTimeline, asker, { registrationId });

test('[O1.2] a visit tells who did what, when and why, in its order over all its streams', async () => {
  expect(await ask(operator)).toEqual({
    rows: [
      {
        eventId,
        type: 'registration.held',
        at: '2026-01-05T00:50:00.000Z',
        by: { role: 'patient', name: null },
        why: null,
      },
      {
        eventId,
        type: 'consultation.opened',
        at: '2026-01-05T00:55:00.000Z',
        by: { role: 'patient', name: null },
        why: null,
      },
      {
        eventId,
        type: 'consultation.accepted',
        at: '2026-01-05T01:05:00.000Z',
        by: { role: 'doctor', name: expect.stringMatching(/^王/) },
        why: null,
      },
      {
        eventId,
        type: 'consultation.terminated',
        at: '2026-01-05T01:10:00.000Z',
        by: { role: 'doctor', name: expect.stringMatching(/^王/) },
        why: expect.anything(),
      },
    ],
  });
});

test('[T2] a doctor sees the history of their own visits alone', async () => {
  await expect(ask({ role: 'doctor', id: idOf('赵医生') })).rejects.toBeInstanceOf(NotFound);
  await expect(ask(operator, idOf('nobody’s'))).rejects.toBeInstanceOf(NotFound);
});
