import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Standin } from '../../standin.ts';
import { forked } from '../forked.testing.ts';
import { hisCredentials } from './credentials.ts';
import { start } from './server.ts';
import { chargesExport, known, outcome, problem, stock } from './wire.ts';

let dir: string;
let standin: Standin;
let url: string;
let secret: string;
const noon = Date.parse('2026-03-01T12:00:00+08:00');
let now = noon;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'yunzhen-his-'));
  ({ secret } = await hisCredentials(dir));
  standin = await start({ port: 0, dir, now: () => now });
  url = standin.url;
});
beforeEach(() => {
  now = noon;
});
afterAll(async () => {
  await standin.close();
  await rm(dir, { recursive: true });
});

const sign = (...parts: (string | number)[]) =>
  createHmac('sha256', secret)
    .update(parts.map(part => `${part}\n`).join(''))
    .digest('hex');

/** Signed as the protocol says, from its description alone; checks the answer's signature. */
const call = async (method: string, path: string, content?: object, change: Record<string, string> = {}) => {
  const body = content ? JSON.stringify(content) : '';
  const nonce = change['x-his-nonce'] ?? randomUUID();
  const timestamp = change['x-his-timestamp'] ?? `${Math.floor(Date.now() / 1000)}`;
  const answer = await fetch(url + path, {
    method,
    ...(content && { body }),
    headers: {
      'content-type': 'application/json',
      'x-his-timestamp': timestamp,
      'x-his-nonce': nonce,
      'x-his-signature': sign(method, path, timestamp, nonce, body),
      ...change,
    },
  });
  const text = await answer.text();
  const { headers, status } = answer;
  const verified = headers.get('x-his-signature') === sign(nonce, status, `${headers.get('x-his-timestamp')}`, text);
  return { status, verified, answer: JSON.parse(text) };
};
const send = async (method: string, path: string, content: object) => {
  const { status, verified, answer } = await call(method, path, content);
  expect([status, verified]).toEqual([200, true]);
  return outcome.parse(answer);
};
const find = async (path: string) => known.parse((await call('GET', path)).answer);
const told = async (method: string, path: string, body?: object) => {
  const answer = await fetch(`${url}/_standin/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  expect(answer.ok).toBe(true);
};
const trouble = (operation: string, kind: string, more = {}) => told('POST', 'faults', { operation, kind, ...more });

let numbers = 0;
const patient = { name: '王小明', phone: '13800000000' };
const registration = (more = {}) => ({
  ...{ department: '心内科', doctor: 'D1', startsAt: '2026-03-02T09:00:00+08:00', queueNumber: ++numbers },
  ...{ amount: 1_250, patient },
  ...more,
});
const prescription = (quantity = 2) => ({
  ...{ department: '心内科', doctor: 'D1', patient, diagnoses: [{ code: 'I10.x00', name: '高血压' }] },
  lines: [
    {
      code: 'XA01',
      name: '氨氯地平',
      specification: '5mg×28',
      quantity,
      unit: '盒',
      unitPrice: 200_000,
      amount: 2_000 * quantity,
      usage: '每日一次',
    },
  ],
  amount: 2_000 * quantity,
});
const charge = (business: string, subject: string, amount: number) => ({
  ...{ business, subject, payment: `P${subject}`, amount, shares: [{ method: 'wechat', amount }] },
  ...{ transactionId: `T${subject}`, paidAt: '2026-03-01T04:00:00Z' },
});
const register = async (number: string) => {
  await send('PUT', `/registrations/${number}`, registration());
  return send('PUT', `/charges/c-${number}`, charge('registration', number, 1_250));
};

test('a registration is taken once per number, holds its slot until cancelled, and is known by our number', async () => {
  const asked = registration();
  const first = await send('PUT', '/registrations/r1', asked);
  expect(first).toMatchObject({
    result: 'succeeded',
    status: 'registered',
    hisNumber: expect.stringMatching(/^GH\d{10}$/),
  });
  expect(await send('PUT', '/registrations/r1', asked)).toEqual(first);
  expect(await find('/registrations/r1')).toEqual(first);
  expect(await find('/registrations/r2')).toEqual({ result: 'not-found' });
  const other = await call('PUT', '/registrations/r1', { ...asked, amount: 1 });
  expect([other.status, problem.parse(other.answer).error]).toEqual([409, 'number-used']);

  const rival = { ...asked, startsAt: '2026-03-02T01:00:00Z' };
  expect(await send('PUT', '/registrations/r3', rival)).toMatchObject({ result: 'failed', code: 'slot-taken' });
  const cancelled = await send('POST', '/registrations/r1/cancel', { reason: '退号' });
  expect(cancelled).toMatchObject({ result: 'succeeded', status: 'cancelled' });
  expect(await send('POST', '/registrations/r1/cancel', { reason: '退号' })).toEqual(cancelled);
  expect(await send('PUT', '/registrations/r3', rival)).toMatchObject({ result: 'failed' });
  expect(await send('PUT', '/registrations/r4', rival)).toMatchObject({ result: 'succeeded' });
});

test('a charge needs its subject and amount, comes once, and is given back at most whole', async () => {
  const put = (number: string, body: object) => send('PUT', `/charges/${number}`, body);
  await send('PUT', '/registrations/m1', registration());
  const exact = charge('registration', 'm1', 1_250);
  expect(await put('x1', charge('registration', 'nobody', 1))).toMatchObject({ code: 'unknown-subject' });
  expect(await put('x2', { ...exact, amount: 1_249 })).toMatchObject({ code: 'amount-differs' });
  expect(await put('x3', exact)).toMatchObject({ result: 'succeeded', status: 'charged', amount: 1_250 });
  expect(await put('x4', exact)).toMatchObject({ code: 'already-charged' });
  const back = (number: string, amount: number) =>
    send('PUT', `/refunds/${number}`, { charge: 'x3', method: 'wechat', amount, reason: '退号' });
  expect(await back('b1', 1_000)).toMatchObject({ result: 'succeeded', status: 'refunded' });
  expect(await back('b1', 1_000)).toMatchObject({ result: 'succeeded' });
  expect(await back('b2', 251)).toMatchObject({ code: 'exceeds-charge' });
  expect(await back('b3', 250)).toMatchObject({ result: 'succeeded' });
});

test('a prescription sets drugs aside, is dispensed only when charged, and puts them back when cancelled', async () => {
  const quantity = async () => stock.parse((await call('GET', '/stock?codes=XA01,XB02')).answer).items;
  await told('PUT', 'stock/XA01', { quantity: 5 });
  expect(await quantity()).toEqual([
    { code: 'XA01', quantity: 5 },
    { code: 'XB02', quantity: 1_000 },
  ]);
  expect(await send('PUT', '/prescriptions/p1', prescription(2))).toMatchObject({ status: 'received' });
  expect(await send('PUT', '/prescriptions/p2', prescription(4))).toMatchObject({
    code: 'out-of-stock',
    reason: '氨氯地平库存不足',
  });
  const dispense = () => send('POST', '/prescriptions/p1/dispense', { pharmacist: 'Y1' });
  expect(await dispense()).toMatchObject({ code: 'not-charged' });
  await send('PUT', '/charges/cp1', charge('prescription', 'p1', 4_000));
  expect(await dispense()).toMatchObject({ status: 'dispensed' });
  expect(await dispense()).toMatchObject({ status: 'dispensed' });
  const cancel = (number: string) => send('POST', `/prescriptions/${number}/cancel`, { reason: '撤回' });
  expect(await cancel('p1')).toMatchObject({ code: 'already-dispensed' });
  await send('PUT', '/prescriptions/p3', prescription(3));
  expect((await quantity())[0]).toEqual({ code: 'XA01', quantity: 0 });
  await cancel('p3');
  await cancel('p3');
  expect((await quantity())[0]).toEqual({ code: 'XA01', quantity: 3 });
});

test('the export has a day’s charges and refunds as booked: doubled, misbooked and lost ones too', async () => {
  now = Date.parse('2026-03-05T15:59:59Z');
  await register('e1');
  await trouble('charge', 'double');
  await register('e2');
  await trouble('charge', 'misbook', { delta: -50 });
  expect(await register('e3')).toMatchObject({ amount: 1_200 });
  await register('e4');
  await told('DELETE', 'charges/c-e4');
  expect(await find('/charges/c-e4')).toEqual({ result: 'not-found' });
  now += 1_000;
  await send('PUT', '/refunds/rf-e1', { charge: 'c-e1', method: 'wechat', amount: 250, reason: '部分退费' });
  const day = async (date: string) => chargesExport.parse((await call('GET', `/exports/charges?day=${date}`)).answer);
  const first = await day('2026-03-05');
  expect(first.rows.map(({ number, amount }) => [number, amount])).toEqual([
    ['c-e1', 1_250],
    ['c-e2', 1_250],
    ['c-e2', 1_250],
    ['c-e3', 1_200],
  ]);
  expect(new Set(first.rows.map(({ hisNumber }) => hisNumber)).size).toBe(4);
  expect(first).toMatchObject({ final: true, charged: 4_950, refunded: 0 });
  expect(await day('2026-03-06')).toMatchObject({
    ...{ final: false, charged: 0, refunded: 250 },
    rows: [
      {
        kind: 'refund',
        number: 'rf-e1',
        subject: 'c-e1',
        business: 'registration',
        payment: 'Pe1',
        transactionId: 'Te1',
      },
    ],
  });
});

test('troubles on request: failed for good, an error before storing, no answer after storing, a wrong signature', async () => {
  await trouble('registration', 'fail', { message: '医生停诊' });
  const asked = registration();
  expect(await send('PUT', '/registrations/t1', asked)).toEqual({
    result: 'failed',
    code: 'refused',
    reason: '医生停诊',
  });
  expect(await send('PUT', '/registrations/t1', asked)).toMatchObject({ result: 'failed' });

  await trouble('registration', 'refuse', { status: 503, times: 2 });
  for (const _ of [1, 2]) expect((await call('PUT', '/registrations/t2', registration())).status).toBe(503);
  expect(await find('/registrations/t2')).toEqual({ result: 'not-found' });

  await trouble('registration', 'lose-answer');
  await expect(call('PUT', '/registrations/t3', registration())).rejects.toThrow('fetch failed');
  expect(await find('/registrations/t3')).toMatchObject({ result: 'succeeded' });

  await trouble('query-registration', 'forge');
  expect(await call('GET', '/registrations/t3')).toMatchObject({ status: 200, verified: false });
  await trouble('query-registration', 'amount', { delta: 5 });
  expect(await find('/registrations/t3')).toMatchObject({ amount: 1_255 });
  expect(await find('/registrations/t3')).toMatchObject({ amount: 1_250 });
});

test('unsigned, stale, replayed and misshapen requests are refused and change nothing', async () => {
  const path = '/registrations/s1';
  const replayed = { 'x-his-nonce': 'nonce-used-once' };
  await call('GET', path, undefined, replayed);
  const old = { 'x-his-timestamp': `${Math.floor(Date.now() / 1000) - 301}` };
  for (const change of [{ 'x-his-signature': 'f'.repeat(64) }, { 'x-his-nonce': 'x' }, replayed, old])
    expect(await call('PUT', path, registration(), change)).toMatchObject({
      status: 401,
      answer: { error: 'bad-signature' },
    });
  const floats = await call('PUT', path, registration({ amount: 12.5 }));
  expect([floats.status, floats.answer.message]).toEqual([400, expect.stringMatching(/^amount: /)]);
  expect(await find(path)).toEqual({ result: 'not-found' });
});

test('what was answered survives kill -9, and the folder has one process', async () => {
  await expect(start({ port: 0, dir })).rejects.toThrow(/in use by another process/);
  await standin.close();
  const first = await forked('his', dir);
  url = first.url;
  await register('k1');
  const before = await find('/charges/c-k1');
  await first.kill();
  standin = await start({ port: 0, dir });
  url = standin.url;
  expect(await find('/charges/c-k1')).toEqual(before);
});
