import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotFound } from '@yunzhen/platform/problem';
import { department, doctor, held, patient, session } from '../story.ts';
import { type By, hospital, idOf } from '../testing.ts';
import { exchanges } from './cases.ts';
import { disclosedExchange, disclosures } from './disclosures.ts';
import { persons } from './patients.ts';
import { registrations } from './registrations.ts';

const now = '2026-01-05T02:00:00.000Z';
const operator: By = { role: 'operator', id: idOf('operator') };
const other: By = { role: 'operator', id: idOf('other operator') };
const auditor: By = { role: 'auditor', id: idOf('auditor') };
let house: Awaited<ReturnType<typeof hospital>>;
const look = (name: string, at: string, more: object = {}) => ({
  type: 'disclosure.opened',
  data: {
    ...{ disclosureId: idOf(name), staffId: idOf('operator'), kind: 'exchange', subjectId: idOf('exchange') },
    ...{ patientId: idOf('李雷'), reason: 'case', ...more },
  },
  at,
});
const exchange = {
  ...{ exchangeId: idOf('exchange'), system: 'his', call: 'his.register', key: idOf('r'), request: 'hand', took: 4 },
  ...{ patientId: idOf('李雷'), at: '2026-01-05T01:30:00.000Z', outcome: 'answered', code: null, digest: 'x' },
};
const visit = { name: 'r', patient: '李雷', doctor: '王医生', session: 's', number: 1 };

beforeAll(async () => {
  house = await hospital(now);
  await house.given(
    department('心内科'),
    doctor('王医生', '心内科'),
    session('s', '王医生', '2026-01-05T03:00:00.000Z'),
    ...patient('李雷'),
    ...patient('韩梅梅'),
    held(visit),
    look('now', '2026-01-05T01:45:00.000Z'),
    look('before', '2026-01-05T01:29:59.000Z'),
    look('person', '2026-01-05T01:50:00.000Z', { kind: 'person', subjectId: idOf('李雷 self'), reason: 'asked' }),
  );
  await house.db.collection<{ _id: string }>('exchanges').insertOne({
    _id: idOf('exchange'),
    ...exchange,
    ...{ asked: '{"name":"李雷"}', answered: null, numbers: ['exchange-number H7701'], expires: new Date() },
  });
});
afterAll(() => house.close());

const found = async (q: string) => {
  const { rows, total } = (await house.ask(persons, operator, { q })) as { rows: object[]; total: number };
  return [rows.map(row => (row as { visitPersonId: string }).visitPersonId), total];
};

test('[T2] persons are found in the whole hospital by name and number, and shown in part', async () => {
  expect(await found('李雷')).toEqual([[idOf('李雷 self')], 1]);
  expect((await found('13000000089'))[1]).toBe(2);
  expect(await found('李')).toEqual([[], 0]);
  expect(await house.ask(persons, operator, { q: '李雷' })).toMatchObject({
    rows: [{ name: '李**', phone: '130******89', idNumber: '1101************1X', birthDate: '1980-**-**' }],
  });
});

test('[I1] what was said to an outside system is read by who said why, within half an hour', async () => {
  const ask = (name: string, by = operator) => house.ask(disclosedExchange, by, { disclosureId: idOf(name) });
  expect(await ask('now')).toEqual({ ...exchange, asked: '{"name":"李雷"}', answered: null });
  for (const refused of [ask('before'), ask('person'), ask('now', other), ask('nothing')])
    await expect(refused).rejects.toBeInstanceOf(NotFound);
});

test('[I1] the list of exchanges is searched by any number, and says nothing of what was said', async () => {
  const rows = async (params: object) => ((await house.ask(exchanges, operator, params)) as { rows: object[] }).rows;
  expect(await rows({ number: 'h-7701' })).toEqual([exchange]);
  expect(await rows({ number: 'H7702' })).toEqual([]);
  expect(await rows({ outcome: 'refused' })).toEqual([]);
  expect(await rows({ from: '2026-01-05', to: '2026-01-05', system: 'his' })).toEqual([exchange]);
  expect(await rows({ from: '2026-01-06' })).toEqual([]);
});

test('[T2] who looked at whom is listed for those who watch over it', async () => {
  const { rows } = (await house.ask(disclosures, auditor, { kind: 'person' })) as { rows: object[] };
  expect(rows).toEqual([
    {
      ...{ disclosureId: idOf('person'), staffId: idOf('operator'), staffName: null, kind: 'person' },
      ...{
        subjectId: idOf('李雷 self'),
        patientId: idOf('李雷'),
        reason: 'asked',
        openedAt: '2026-01-05T01:50:00.000Z',
      },
    },
  ]);
});

test('[O1.2] an order is found by its number, whole, without hyphens or its end', async () => {
  const ask = async (number: string) =>
    ((await house.ask(registrations, operator, { number })) as { rows: { registrationId: string }[] }).rows.map(
      row => row.registrationId,
    );
  const id = idOf('r');
  for (const typed of [id, id.toUpperCase(), id.replaceAll('-', ''), id.slice(-8).toUpperCase()])
    expect([typed, await ask(typed)]).toEqual([typed, [id]]);
  expect(await ask('0000')).toEqual([]);
});
