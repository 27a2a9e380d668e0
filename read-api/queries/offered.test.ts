import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { department, doctor, session } from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { doctor as doctorQuery } from './practitioners.ts';
import { numbers, schedule, sessions } from './schedule.ts';

const operator = { role: 'operator', id: idOf('运营') } as const;
const switched = (name: string, on: boolean) => ({
  type: 'practitioner.service-switched',
  data: { practitionerId: idOf(name), service: 'online-clinic', on },
});
const at = '2026-01-06T01:00:00.000Z';

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital('2026-01-05T02:00:00.000Z');
  await house.given(
    department('心内科'),
    department('旧科室'),
    ...['在', '关', '走', '旧'].map(name => doctor(`${name}医生`, name === '旧' ? '旧科室' : '心内科')),
    session('在诊', '在医生', at),
    session('关诊', '关医生', at),
    session('走诊', '走医生', at),
    session('旧诊', '旧医生', at, { departmentId: idOf('旧科室') }),
    switched('关医生', false),
    { type: 'practitioner.retired', data: { practitionerId: idOf('走医生'), clinicSessionIds: [] } },
    { type: 'department.closed', data: { departmentId: idOf('旧科室') } },
  );
});
afterAll(() => house.close());

const listed = async () =>
  ((await house.ask(sessions, null, {})) as { rows: { clinicSessionId: string }[] }).rows.map(
    row => row.clinicSessionId,
  );

test('[D4.7] [O2.2] [O2.3] what nobody could book is offered nowhere, and operations still see it', async () => {
  expect(await listed()).toEqual([idOf('在诊')]);
  const strip = (await house.ask(numbers, null, {})) as { day: string; remaining: number }[];
  expect(strip.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(3);
  for (const name of ['关', '走', '旧'])
    expect(await house.ask(doctorQuery, null, { doctorId: idOf(`${name}医生`) })).toMatchObject({ next: null });
  expect(await house.ask(schedule, operator, {})).toMatchObject({ rows: { length: 4 } });
});

test('[D4.7] switched on again, the sessions are there', async () => {
  await house.given(switched('关医生', true));
  expect((await listed()).sort()).toEqual(['在诊', '关诊'].map(name => idOf(name)).sort());
});
