import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AuditEntry, beginning, entryId, hashOf } from '@yunzhen/platform/audit/chain';
import { department, doctor, patient } from '../story.ts';
import { type By, hospital, idOf } from '../testing.ts';
import { audit, looksAtMe } from './audit.ts';

const auditor: By = { role: 'auditor', id: idOf('auditor') };
const li: By = { role: 'patient', id: idOf('李雷') };
let house: Awaited<ReturnType<typeof hospital>>;

const entry = (number: number, more: Partial<AuditEntry>): AuditEntry => {
  const told = {
    ...{ writer: idOf('writer'), number, previous: beginning, at: `2026-01-05T01:0${number}:00.000Z` },
    ...({ kind: 'look', what: 'query.records', who: idOf('王医生'), role: 'doctor', session: null } as const),
    ...{ whose: [idOf('李雷')], about: null, why: null, from: null, outcome: 'done' },
    ...more,
  };
  return { ...told, hash: hashOf(told) };
};
const operator = { who: idOf('operator'), role: 'operator' } as const;
const entries = [
  entry(0, {}),
  entry(1, { ...operator, what: 'query.persons', whose: [idOf('韩梅梅'), idOf('李雷')], kind: 'export' }),
  entry(2, { what: 'query.record', outcome: 'not-found' }),
  entry(3, { who: idOf('李雷'), role: 'patient', what: 'endpoint.signInByWechat', kind: 'sign-in', whose: [] }),
  entry(4, { ...operator, what: 'account.close', kind: 'change', whose: [], about: idOf('李雷') }),
  entry(5, { ...operator, what: 'query.disclosedExchange', whose: [idOf('韩梅梅')], why: idOf('said') }),
];

beforeAll(async () => {
  house = await hospital();
  await house.given(department('心内科'), doctor('王医生', '心内科'), ...patient('李雷'), {
    type: 'disclosure.opened',
    data: {
      ...{ disclosureId: idOf('said'), staffId: idOf('operator'), kind: 'person', subjectId: idOf('李雷 self') },
      ...{ patientId: idOf('李雷'), reason: 'asked' },
    },
    at: '2026-01-05T00:40:00.000Z',
  });
  await house.db.collection<{ _id: string }>('audit').insertMany(entries.map(one => ({ _id: entryId(one), ...one })));
});
afterAll(() => house.close());

const numbers = async (params: object) => {
  const { rows } = (await house.ask(audit, auditor, params)) as { rows: { entryId: string }[] };
  return rows.map(row => Number(row.entryId.split('-').at(-1)));
};

test('[T2] an auditor reads the trail newest first, by kind, role, outcome, person and day', async () => {
  expect(await numbers({})).toEqual([5, 4, 3, 2, 1, 0]);
  expect(await numbers({ kind: 'look' })).toEqual([5, 2, 0]);
  expect(await numbers({ role: 'operator' })).toEqual([5, 4, 1]);
  expect(await numbers({ outcome: 'refused' })).toEqual([2]);
  expect(await numbers({ outcome: 'done', who: idOf('王医生') })).toEqual([0]);
  // Shown, or what was asked about.
  expect(await numbers({ whose: idOf('李雷') })).toEqual([4, 2, 1, 0]);
  expect(await numbers({ from: '2026-01-06' })).toEqual([]);
  expect(await numbers({ to: '2026-01-05', limit: 2 })).toEqual([5, 4]);
});

test('[T2] an entry says what it is about in a word, and why, where who looked said so', async () => {
  const { rows } = (await house.ask(audit, auditor)) as { rows: { topic: string | null; reason: string | null }[] };
  expect(rows.map(({ topic, reason }) => [topic, reason])).toEqual([
    ['disclosure', 'asked'],
    ['account', null],
    [null, null],
    ['record', null],
    // By the disclosure of the same two people in the half hour before.
    ['patient', 'asked'],
    ['record', null],
  ]);
});

test('[T2 N5] a person reads who else looked at them: those who treat by name, and nothing that was refused', async () => {
  expect(await house.ask(looksAtMe, li)).toEqual({
    rows: [
      {
        ...{ entryId: `${idOf('writer')}-1`, at: '2026-01-05T01:01:00.000Z', role: 'operator', topic: 'patient' },
        ...{ practitionerName: null, exported: true, reason: 'asked' },
      },
      {
        ...{ entryId: `${idOf('writer')}-0`, at: '2026-01-05T01:00:00.000Z', role: 'doctor', topic: 'record' },
        ...{ practitionerName: '王医生', exported: false, reason: null },
      },
    ],
    next: null,
  });
  expect(await house.ask(looksAtMe, { role: 'patient', id: idOf('nobody') })).toEqual({ rows: [], next: null });
});
