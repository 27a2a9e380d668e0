import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotFound } from '@yunzhen/platform/problem';
import { department, doctor, held, opened, patient, step, type Visit } from '../story.ts';
import { hospital, idOf } from '../testing.ts';
import { consultation, consultations, queue } from './consultations.ts';

const visit = (name: string, of: string, number: number): Visit => ({
  name,
  patient: of,
  doctor: '王医生',
  session: '周一上午',
  number,
});
const [first, second, third] = [visit('一', '李雷', 1), visit('二', '韩梅梅', 2), visit('三', '李雷', 3)];
const wang = { role: 'doctor', id: idOf('王医生') } as const;
const lei = { role: 'patient', id: idOf('李雷') } as const;
const mei = { role: 'patient', id: idOf('韩梅梅') } as const;
const nobody = { role: 'patient', id: idOf('路人') } as const;
const operator = { role: 'operator', id: idOf('运营') } as const;

let house: Awaited<ReturnType<typeof hospital>>;
beforeAll(async () => {
  house = await hospital();
  await house.given(
    department('心内科'),
    doctor('王医生', '心内科'),
    ...patient('李雷'),
    ...patient('韩梅梅'),
    ...[third, first, second].flatMap(one => [held(one), opened(one)]),
  );
});
afterAll(() => house.close());

test('[D2.1] the doctor sees who waits by number, with name and complaint', async () => {
  const { rows } = (await house.ask(consultations, wang, { status: 'waiting' })) as { rows: object[] };
  expect(rows).toMatchObject([
    { number: 1, visitPersonName: '李雷', gender: 'male', birthDate: '1980-01-01', chiefComplaint: '李雷：头晕三天' },
    { number: 2, visitPersonName: '韩梅梅', doctorName: '王医生', departmentName: '心内科' },
    { number: 3, attachments: [idOf('photo')], chiefComplaintForm: 'adult' },
  ]);
});

test('[D3.1] pages neither repeat nor lose a row', async () => {
  const numbers: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = (await house.ask(consultations, wang, { limit: '1', ...(cursor && { cursor }) })) as {
      rows: { number: number }[];
      next: string | null;
    };
    numbers.push(...page.rows.map(row => row.number));
    cursor = page.next;
  }
  expect(numbers).toEqual([3, 2, 1]);
});

test('[P10.1] a patient sees only their own; operators see people only in part', async () => {
  expect(await house.ask(consultations, mei)).toMatchObject({ rows: [{ consultationId: idOf('二') }], next: null });
  expect(await house.ask(consultations, nobody)).toEqual({ rows: [], next: null });
  await expect(house.ask(consultation, mei, { consultationId: idOf('一') })).rejects.toThrow(NotFound);
  expect(await house.ask(consultation, operator, { consultationId: idOf('二') })).toMatchObject({
    visitPersonName: '韩**',
    birthDate: '1980-**-**',
    chiefComplaint: '***',
  });
});

test('[D2.1] a patient sees numbers and their own places in the queue, the doctor sees persons', async () => {
  expect(await house.ask(queue, lei, { clinicSessionId: idOf('周一上午') })).toEqual({
    clinicSessionId: idOf('周一上午'),
    called: null,
    numbers: [1, 2, 3],
    own: [
      { consultationId: idOf('一'), number: 1, ahead: 0 },
      { consultationId: idOf('三'), number: 3, ahead: 2 },
    ],
    persons: [],
  });
  await expect(house.ask(queue, nobody, { clinicSessionId: idOf('周一上午') })).rejects.toThrow(NotFound);
  await expect(
    house.ask(queue, { role: 'doctor', id: idOf('李医生') }, { clinicSessionId: idOf('周一上午') }),
  ).rejects.toThrow(NotFound);
  await house.given(step(first, 'accepted', {}, '2026-01-05T01:20:00.000Z'));
  expect(await house.ask(queue, wang, { clinicSessionId: idOf('周一上午') })).toMatchObject({
    called: 1,
    numbers: [2, 3],
    own: [],
    persons: [{ visitPersonName: '韩梅梅' }, { visitPersonName: '李雷' }],
  });
  expect(await house.ask(consultations, wang, { status: 'in-progress' })).toMatchObject({
    rows: [{ number: 1, acceptedAt: '2026-01-05T01:20:00.000Z' }],
  });
});
