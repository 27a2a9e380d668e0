import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotFound } from '@yunzhen/platform/problem';
import { department, doctor, opened, patient, session, step } from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { department as departmentQuery, departments } from './catalogue.ts';
import { consent, me, myDoctors } from './patients.ts';
import { doctor as doctorQuery, doctors, practitioners } from './practitioners.ts';
import { numbers, schedule, session as sessionQuery, sessions } from './schedule.ts';

const lei = { role: 'patient', id: idOf('李雷') } as const;
const operator = { role: 'operator', id: idOf('运营') } as const;
const wang = { role: 'doctor', id: idOf('王医生') } as const;
const completed = (doctor: string, more: object = {}) => ({
  ...step({ name: '诊', patient: '李雷', doctor, session: '旧', number: 1 }, 'completed'),
  ...more,
});
const hold = (of: string, number: number) => ({
  type: 'clinic-session.number-held',
  data: {
    clinicSessionId: idOf(of),
    registrationId: idOf(`${of} ${number}`),
    patientId: idOf('李雷'),
    visitPersonId: idOf('李雷 self'),
    number,
    holdUntil: '2026-01-05T01:15:00.000Z',
  },
});

let house: Awaited<ReturnType<typeof hospital>>;
// It is Monday 5 January, 10:00 in Shanghai.
beforeAll(async () => {
  house = await hospital('2026-01-05T02:00:00.000Z');
  await house.given(
    department('骨科', { order: 2, subjectCode: '04.03' }),
    department('心内科', { order: 1 }),
    department('旧科室'),
    { type: 'department.closed', data: { departmentId: idOf('旧科室') } },
    doctor('赵医生', '骨科', { specialities: ['腰椎间盘突出'] }),
    doctor('王医生', '心内科', { specialities: ['高血压', '冠心病'] }),
    doctor('孙药师', '心内科', { kind: 'pharmacist', title: 'pharmacist' }),
    doctor('走医生', '骨科'),
    { type: 'practitioner.retired', data: { practitionerId: idOf('走医生'), clinicSessionIds: [] } },
    completed('王医生'),
    session('早上', '王医生', '2026-01-04T22:00:00.000Z'),
    session('上午', '王医生', '2026-01-05T01:00:00.000Z', { capacity: 1 }),
    session('下午', '王医生', '2026-01-05T06:00:00.000Z', { capacity: 5, fee: 1_500 }),
    session('明早', '王医生', '2026-01-05T23:30:00.000Z'),
    session('骨科', '赵医生', '2026-01-06T01:00:00.000Z', { departmentId: idOf('骨科'), capacity: 9 }),
    session('停诊', '赵医生', '2026-01-07T01:00:00.000Z', { departmentId: idOf('骨科') }),
    {
      type: 'clinic-session.suspended',
      data: { clinicSessionId: idOf('停诊'), doctorId: idOf('赵医生'), reason: '会议', registrationIds: [] },
    },
    ...[hold('上午', 1), hold('下午', 1), hold('下午', 2)],
    ...patient('李雷'),
    ...['赵医生', '王医生'].map(name => ({
      type: 'patient.doctor-followed',
      data: { patientId: idOf('李雷'), doctorId: idOf(name) },
    })),
  );
});
afterAll(() => house.close());

test('[P6.2] open departments stand in the order of the house, for anybody', async () => {
  expect(await house.ask(departments, null)).toMatchObject([{ name: '心内科', completed: 1 }, { name: '骨科' }]);
  expect(await house.ask(departmentQuery, null, { departmentId: idOf('旧科室') })).toMatchObject({ open: false });
  await expect(house.ask(departmentQuery, null, { departmentId: idOf('无') })).rejects.toThrow(NotFound);
});

test('[P1] [P6.3] doctors are found by name, pinyin, speciality and complaint, the popular ones first, with the next free session', async () => {
  expect(await house.ask(doctors, null)).toMatchObject({
    rows: [
      {
        ...{ name: '王医生', departmentName: '心内科', followers: 1, completed: 1 },
        // The one in the morning is sold out, the one before it is over.
        next: { clinicSessionId: idOf('下午'), startsAt: '2026-01-05T06:00:00.000Z', fee: 1_500, remaining: 3 },
      },
      { name: '赵医生', next: { clinicSessionId: idOf('骨科') } },
    ],
    next: null,
  });
  const found = async (q: string) =>
    ((await house.ask(doctors, null, { q })) as { rows: { name: string }[] }).rows.map(row => row.name);
  expect(await found('椎间盘')).toEqual(['赵医生']);
  expect(await found('WYS')).toEqual(['王医生']);
  expect(await found('wangyi')).toEqual(['王医生']);
  expect(await found('王 医生')).toEqual(['王医生']);
  expect(await found('gxy')).toEqual(['王医生']);
  // Of the departments that treat what somebody says.
  expect(await found('腰疼')).toEqual(['赵医生']);
  expect(await found('骨科')).toEqual(['赵医生']);
  expect(await found('赵')).toEqual(['赵医生']);
  expect(await found('.*')).toEqual([]);
  expect(await house.ask(doctors, null, { departmentId: idOf('骨科') })).toMatchObject({ rows: [{ name: '赵医生' }] });
  await expect(house.ask(doctorQuery, null, { doctorId: idOf('孙药师') })).rejects.toThrow(NotFound);
});

test('[O2.3] the house sees pharmacists and those who left', async () => {
  const all = (await house.ask(practitioners, operator)) as { rows: object[] };
  expect(all.rows).toHaveLength(4);
  expect(await house.ask(practitioners, operator, { kind: 'pharmacist' })).toMatchObject({
    rows: [{ name: '孙药师' }],
  });
  await expect(house.ask(practitioners, lei)).rejects.toThrow();
});

test('[P6.2] sessions that are over or suspended are not offered', async () => {
  const ids = async (params: object) =>
    ((await house.ask(sessions, null, params)) as { rows: { clinicSessionId: string }[] }).rows.map(
      row => row.clinicSessionId,
    );
  expect(await ids({})).toEqual(['上午', '下午', '明早', '骨科'].map(idOf));
  expect(await ids({ doctorId: idOf('王医生'), to: '2026-01-05' })).toEqual(['上午', '下午'].map(idOf));
  expect(await ids({ from: '2026-01-06' })).toEqual(['明早', '骨科'].map(idOf));
  expect(await house.ask(sessionQuery, null, { clinicSessionId: idOf('下午') })).toMatchObject({
    ...{ doctorName: '王医生', departmentName: '心内科', capacity: 5, taken: 2, remaining: 3, day: '2026-01-05' },
  });
});

test('[P6.2] the strip has 14 days of Shanghai with their remaining numbers', async () => {
  const strip = (await house.ask(numbers, null)) as object[];
  expect(strip).toHaveLength(14);
  expect(strip.slice(0, 3)).toEqual([
    { day: '2026-01-05', sessions: 2, remaining: 3 },
    { day: '2026-01-06', sessions: 2, remaining: 12 },
    { day: '2026-01-07', sessions: 0, remaining: 0 },
  ]);
  const ours = (await house.ask(numbers, null, { departmentId: idOf('骨科') })) as object[];
  expect(ours[1]).toEqual({ day: '2026-01-06', sessions: 1, remaining: 9 });
});

test('[D4.6] [O1.1] a doctor sees all own sessions, the house those of everybody', async () => {
  const own = (await house.ask(schedule, wang)) as { rows: { doctorId: string }[] };
  expect(own.rows.map(row => row.doctorId)).toEqual(Array(4).fill(idOf('王医生')));
  expect(await house.ask(schedule, wang, { doctorId: idOf('赵医生') })).toMatchObject({ rows: [] });
  expect(await house.ask(schedule, operator, { from: '2026-01-07' })).toMatchObject({
    rows: [{ status: 'suspended', suspendReason: '会议' }],
  });
});

test('[P6.1] the consent to accept is the current one', async () => {
  expect(await house.ask(consent, null)).toMatchObject({
    version: '1.0',
    title: expect.stringContaining('知情同意书'),
  });
});

test('[P3] the own account shows the persons who were not removed', async () => {
  expect(await house.ask(me, lei)).toMatchObject({
    patientId: idOf('李雷'),
    visitPersons: [{ name: '李雷', idNumber: '11010119800101001X', phone: '13000000089' }],
  });
  await expect(house.ask(me, { role: 'patient', id: idOf('路人') })).rejects.toThrow(NotFound);
  await house.given({
    type: 'patient.visit-person-removed',
    data: { patientId: idOf('李雷'), visitPersonId: idOf('李雷 self') },
  });
  expect(await house.ask(me, lei)).toMatchObject({ visitPersons: [] });
});

test('[P2] my doctors are those I follow and those I consulted, the last first', async () => {
  const visit = { name: '诊二', patient: '李雷', doctor: '赵医生', session: '旧', number: 1 };
  await house.given(opened(visit), step(visit, 'accepted'));
  expect(await house.ask(myDoctors, lei)).toMatchObject({
    followed: [{ name: '王医生' }, { name: '赵医生' }],
    consulted: [{ name: '赵医生' }],
  });
});
