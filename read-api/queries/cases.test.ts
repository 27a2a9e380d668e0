import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hospital, idOf } from '../testing.ts';
import { cases, stuckCase } from './cases.ts';

const operator = { role: 'operator', id: idOf('运营') } as const;
let house: Awaited<ReturnType<typeof hospital>>;
const opened = (name: string, system: string, since: string) => ({
  type: 'case.opened',
  data: {
    ...{
      caseId: idOf(name),
      work: `${idOf(name)} booking`,
      round: 0,
      system,
      call: `${system}.register`,
      key: idOf('挂号'),
    },
    ...{ process: 'booking', since, reason: 'refused', code: '401', attempts: 0 },
  },
});
beforeAll(async () => {
  house = await hospital('2026-01-05T02:00:00.000Z');
  await house.given(
    opened('新', 'his', '2026-01-05T01:00:00.000Z'),
    opened('旧', 'his', '2026-01-04T01:00:00.000Z'),
    opened('付', 'wechat-pay', '2026-01-03T01:00:00.000Z'),
    {
      type: 'case.closed',
      data: { caseId: idOf('付'), work: `${idOf('付')} booking`, round: 0, staffId: operator.id, reason: '已退款' },
    },
  );
});
afterAll(() => house.close());

const found = async (params: object) =>
  ((await house.ask(cases, operator, params)) as { rows: { caseId: string }[] }).rows.map(
    ({ caseId }) => ['新', '旧', '付'].find(name => idOf(name) === caseId) ?? '',
  );

test('[I1] what waits is found by system and age', async () => {
  expect(await found({ status: 'waiting' })).toEqual(['旧', '新']);
  expect(await found({ status: 'waiting', system: 'wechat-pay' })).toEqual([]);
  expect(await found({ status: 'closed', system: 'wechat-pay' })).toEqual(['付']);
});

test('[I1] a case without exchanges says what it is about; a patient and a doctor see none', async () => {
  expect(await house.ask(stuckCase, operator, { caseId: idOf('旧') })).toMatchObject({
    ...{ status: 'open', system: 'his', reason: 'refused', exchanges: [] },
  });
  for (const role of ['patient', 'doctor'] as const)
    await expect(house.ask(cases, { role, id: idOf('李雷') })).rejects.toMatchObject({ name: 'Forbidden' });
});
