import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestRuntime, testRuntime } from '@yunzhen/platform/runtime.testing';
import { recording } from '../gateways/exchange.ts';
import { GatewayRefused, GatewayUnknown } from '../gateways/gateway.ts';
import { seal } from '../testing/harness.ts';
import { exchanges } from './exchanges.ts';

let given: TestRuntime;
beforeAll(async () => {
  given = await testRuntime();
});
afterAll(() => given.close());

const index = (kind: string, text: string) => `${kind} ${text}`;
const now = Date.parse('2026-03-02T01:00:00.000Z');
const patientId = randomUUID();
const about = { system: 'his', call: 'his.register', key: 'r', patientId };
const client = {
  hand: async (kind: string, _number: string, _content: object) => {
    if (kind === 'lost') throw new GatewayUnknown('no answer');
    if (kind === 'wrong') throw new GatewayRefused('401', 'refused');
    return { result: 'succeeded' };
  },
};

test('[I1] every exchange is a row with its outcome, and what it says is sealed for its patient', async () => {
  const db = given.database();
  const { prepare, record } = exchanges(db, { seal, index }, () => undefined);
  await prepare();
  const { hand } = recording(client, about, record, () => now);
  expect(await hand('registrations', 'r', { name: '李雷' })).toEqual({ result: 'succeeded' });
  await expect(hand('lost', 'r', {})).rejects.toBeInstanceOf(GatewayUnknown);
  await expect(hand('wrong', 'r', {})).rejects.toBeInstanceOf(GatewayRefused);
  const rows = await db.collection('exchanges').find().toArray();
  const row = { ...about, at: '2026-03-02T01:00:00.000Z', took: 0, expires: new Date('2027-03-02T01:00:00.000Z') };
  expect(
    rows.map(({ _id, exchangeId, digest, numbers: _, ...rest }) => ({ ...rest, same: _id === exchangeId })),
  ).toEqual([
    {
      ...row,
      ...{ request: 'hand registrations r', outcome: 'answered', code: null, same: true },
      ...{ asked: `<${patientId}|{"name":"李雷"}>`, answered: `<${patientId}|{"result":"succeeded"}>` },
    },
    {
      ...row,
      request: 'hand lost r',
      outcome: 'unknown',
      code: 'OutcomeUnknown',
      asked: `<${patientId}|{}>`,
      answered: null,
      same: true,
    },
    {
      ...row,
      request: 'hand wrong r',
      outcome: 'refused',
      code: '401',
      asked: `<${patientId}|{}>`,
      answered: null,
      same: true,
    },
  ]);
  expect(new Set(rows.map(({ digest }) => digest)).size).toBe(3);
});

test('[I1] what is not recorded is answered all the same, and one who was erased leaves no bodies', async () => {
  const warned: string[] = [];
  const broken = exchanges(
    { ...given.db, collection: () => ({ insertOne: () => Promise.reject(new Error()) }) } as never,
    { seal, index },
    message => void warned.push(message),
  );
  expect(await recording(client, about, broken.record, () => now).hand('registrations', 'r', {})).toBeDefined();
  expect(warned).toEqual(['an exchange is not recorded']);
  const db = given.database();
  const erased = exchanges(db, { seal: async () => Promise.reject(new Error('erased')), index }, () => undefined);
  await recording(client, about, erased.record, () => now).hand('registrations', 'r', { name: '李雷' });
  expect(await db.collection('exchanges').findOne()).toMatchObject({
    asked: null,
    answered: null,
    outcome: 'answered',
  });
});

test('[I1] an exchange is found by every number of ours and theirs in it, and by nothing of the person', async () => {
  const db = given.database();
  const { record } = exchanges(db, { seal, index }, () => undefined);
  const body = {
    subject: '0199a41f-18cb-710c-8e31-eb13409541be',
    person: { name: '李雷', idNumber: '11010119800101001X', phone: '13000000089' },
    shares: [{ transaction_id: '4200001' }],
  };
  await recording(client, { ...about, key: '0199a41f-18cb-710c-8e31-000000000001' }, record, () => now).hand(
    'charges',
    'H77',
    body,
  );
  const row = await db.collection('exchanges').findOne();
  expect(row?.numbers.toSorted()).toEqual([
    'exchange-number 0199A41F18CB710C8E31000000000001',
    'exchange-number 0199A41F18CB710C8E31EB13409541BE',
    'exchange-number 4200001',
  ]);
});

test('[I1] an exchange is gone once its year is over, and no sooner', async () => {
  const db = given.database();
  const { prepare, record } = exchanges(db, { seal, index }, () => undefined);
  await prepare();
  const days = (count: number) => Date.now() - count * 86_400_000;
  for (const [key, at] of [
    ['old', days(366)],
    ['young', days(364)],
  ] as const)
    await recording(client, { ...about, key }, record, () => at).hand('registrations', 'r', {});
  await db.admin().command({ setParameter: 1, ttlMonitorSleepSecs: 1 });
  const keys = async () => (await db.collection('exchanges').find().toArray()).map(({ key }) => key);
  while ((await keys()).length > 1) await setTimeout(50);
  expect(await keys()).toEqual(['young']);
}, 120_000);
