import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Ground, ground } from '@yunzhen/platform/ground.testing';
import { recording } from '../gateways/exchange.ts';
import { GatewayRefused, GatewayUnknown } from '../gateways/gateway.ts';
import { seal } from '../house.ts';
import { exchanges } from './exchanges.ts';

let given: Ground;
beforeAll(async () => {
  given = await ground();
});
afterAll(() => given.close());

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
  const { prepare, record } = exchanges(db, seal, () => undefined);
  await prepare();
  const { hand } = recording(client, about, record, () => now);
  expect(await hand('registrations', 'r', { name: '李雷' })).toEqual({ result: 'succeeded' });
  await expect(hand('lost', 'r', {})).rejects.toBeInstanceOf(GatewayUnknown);
  await expect(hand('wrong', 'r', {})).rejects.toBeInstanceOf(GatewayRefused);
  const rows = await db.collection('exchanges').find().toArray();
  const row = { ...about, at: '2026-03-02T01:00:00.000Z', took: 0, expires: new Date('2027-03-02T01:00:00.000Z') };
  expect(rows.map(({ _id, exchangeId, digest, ...rest }) => ({ ...rest, same: _id === exchangeId }))).toEqual([
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
    seal,
    message => void warned.push(message),
  );
  expect(await recording(client, about, broken.record, () => now).hand('registrations', 'r', {})).toBeDefined();
  expect(warned).toEqual(['an exchange is not recorded']);
  const db = given.database();
  const erased = exchanges(
    db,
    async () => Promise.reject(new Error('erased')),
    () => undefined,
  );
  await recording(client, about, erased.record, () => now).hand('registrations', 'r', { name: '李雷' });
  expect(await db.collection('exchanges').findOne()).toMatchObject({
    asked: null,
    answered: null,
    outcome: 'answered',
  });
});
