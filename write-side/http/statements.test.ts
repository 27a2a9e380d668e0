import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chinaDayOf } from '@yunzhen/contracts/china-day';
import type { Role } from '@yunzhen/contracts/roles';
import { testServers } from '@yunzhen/platform/servers.testing';
import { bearer } from '@yunzhen/platform/sign-in';
import { openRaw } from '../reconciliation/raw.ts';
import { flowForm, own, type Paid, printed, tradeCells, tradeForms, tradeSums } from '../statements/testing/print.ts';
import { idOf } from '../testing/harness.ts';
import { statementRoutes } from './statements.ts';

let house: Awaited<ReturnType<typeof testServers>>;
let app: Awaited<ReturnType<typeof house.app>>;
const now = () => new Date('2026-03-05T02:00:00.000Z');
beforeAll(async () => {
  house = await testServers();
  const { tokens, sealing, mongo } = house.servers;
  const nothing = async () => undefined;
  const authenticate = bearer(tokens, async () => true);
  const routes = statementRoutes({ db: mongo.db, seal: sealing.seal, own, now }, authenticate);
  app = await house.app({ name: 'Statements', routes, start: nothing, stop: nothing });
});
afterAll(() => house.close());

const paid = (n: number, day: string): Paid => ({
  ...{ time: `${day} 10:00:00`, order: `${n}`.padStart(32, '0'), amount: 2_500, fee: 15 },
});
const rows = [paid(1, '2026-03-02'), paid(2, '2026-03-02'), paid(3, '2026-03-04')];
const file = printed(tradeForms.ALL, rows.map(tradeCells), tradeSums(rows));
const post = async (payload: string | Buffer, role: Role = 'operator') => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/statements',
    headers: { ...(await house.bearer(idOf(80), role)), 'content-type': 'application/octet-stream' },
    payload,
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown> };
};
const kept = () => house.servers.mongo.db.collection('statement_files').countDocuments();

test.each([
  ['as it is', Buffer.from(file)],
  ['gzipped', gzipSync(file)],
])('[O1.4] a statement of several days is read, and kept %s', async (_, bytes) => {
  const { status, body } = await post(bytes);
  const whole = { is: 'whole', statement: 'trade', from: '2026-03-02', to: '2026-03-04', rows: 3 };
  expect([status, body]).toEqual([200, { ...whole, fileId: expect.any(String) }]);
  const { mongo, sealing } = house.servers;
  const raw = await openRaw(mongo.db, sealing.unseal, String(body.fileId));
  const chunks = [];
  for await (const chunk of raw?.source ?? []) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  expect(raw).toMatchObject({ statement: 'trade', days: { from: '2026-03-02', to: '2026-03-04' } });
});

test('[O1.4] a fund flow is known by its header', async () => {
  const moved = {
    ...{ 记账时间: '2026-03-02 10:00:00', 业务类型: '交易', 收支类型: '收入', '收支金额(元)': '25.00' },
    '账户结余(元)': '25.00',
  };
  const sums = { 资金流水总笔数: '1', 收入笔数: '1', 收入金额: '25.00', 支出笔数: '0', 支出金额: '0.00' };
  const { body } = await post(printed(flowForm, [moved], sums));
  expect(body).toMatchObject({ is: 'whole', statement: 'fund-flow', from: '2026-03-02', to: '2026-03-02', rows: 1 });
});

const today = chinaDayOf(now());
test.each([
  ['an amount that is none', file.replaceAll('`25.00', '`25.0x'), ['amount', 2, '订单金额']],
  ['a row that was cut out', file.replace(/\r\n[^\r]*0{31}2[^\r]*/, ''), ['summary', 5, '总交易单数']],
  ['no summary', file.split('\r\n').slice(0, 4).join('\r\n'), ['summary', 4, '']],
  ['another merchant', file.replaceAll(own.mchId, '1900000002'), ['merchant', 2, '商户号']],
  ['a day that is not over', file.replaceAll('2026-03-04', today), ['day', 4, '']],
  ['no rows', printed(tradeForms.ALL, [], tradeSums([])), ['empty', 0, '']],
  ['something else', '姓名,电话\r\n张三,13800138000\r\n', ['header', 1, '交易时间']],
  ['a broken archive', gzipSync(file).subarray(0, 60), ['gzip', 0, '']],
])('[O1.4] of %s the line and the reason are said, and nothing is kept', async (_, bytes, [fault, line, column]) => {
  const before = await kept();
  const { status, body } = await post(bytes);
  expect([status, body]).toEqual([200, { is: 'broken', fault, line, column }]);
  expect(await kept()).toBe(before);
});

test('[O1.4] only finance brings statements, and a body there must be', async () => {
  expect((await post(file, 'patient')).status).toBe(403);
  expect((await post(file, 'doctor')).status).toBe(403);
  expect((await post('')).status).toBe(400);
  expect((await post(Buffer.alloc(64 * 1024 * 1024 + 1))).status).toBe(413);
});
