import { expect, test } from '@jest/globals';
import fastify from 'fastify';
import { MongoBulkWriteError, MongoNetworkError } from 'mongodb';
import { z } from 'zod';
import { AppendUnknown, EventStoreUnavailable, WrongExpectedRevision } from './eventstore/errors.ts';
import { Forbidden, InvalidInput, NotFound, problem, problemHandler, problemOf } from './problem.ts';
import { Refusal } from './refusal.ts';
import { SubjectErased } from './sealing.ts';
import { TokenError } from './tokens/error.ts';

test.each<[unknown, number, string]>([
  [new Refusal('hold-expired'), 409, 'hold-expired'],
  [new TokenError('expired'), 401, 'token-expired'],
  [new Forbidden('x'), 403, 'forbidden'],
  [new NotFound('x'), 404, 'not-found'],
  [new SubjectErased('x'), 410, 'subject-erased'],
  [new WrongExpectedRevision('a-1', 1, 2), 409, 'conflict'],
  [new AppendUnknown('a-1', 'x'), 503, 'outcome-unknown'],
  [new EventStoreUnavailable('x'), 503, 'unavailable'],
  [new MongoNetworkError('x'), 503, 'unavailable'],
  [new MongoBulkWriteError(new MongoNetworkError('x') as never, {} as never), 503, 'unavailable'],
  [Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }), 503, 'unavailable'],
  [Object.assign(new Error('x'), { statusCode: 413 }), 413, 'payload-too-large'],
  [{ getStatus: () => 404 }, 404, 'not-found'],
])('%p becomes %i %s', (error, status, code) => {
  expect(problemOf(error)?.body).toMatchObject({ type: 'about:blank', status, code });
});

test('a failure is no problem of the caller', () => {
  for (const error of [new Error('x'), 'x', null, { statusCode: 500 }]) expect(problemOf(error)).toBeNull();
});

test('extra members cannot displace the standard ones', () => {
  expect(problem(409, 'a', 'A', 'why', { status: 1, seats: 2 })).toEqual({
    type: 'about:blank',
    title: 'A',
    status: 409,
    code: 'a',
    detail: 'why',
    seats: 2,
  });
});

test('invalid input says where and what, and repeats nothing', () => {
  const schema = z.strictObject({
    phone: z.string().regex(/^1\d{10}$/),
    age: z.int(),
    items: z.array(z.object({ n: z.number() })),
    by: z.record(z.string(), z.int()),
  });
  const parsed = schema.safeParse({
    phone: 'geheim-1',
    age: 'geheim-2',
    items: [{ n: 'geheim-3' }],
    'geheim-4': 1,
    by: { '13812345678': 'geheim-5' },
  });
  const body = problemOf(parsed.error)?.body ?? problem(500, '', '');
  expect(body).toMatchObject({ status: 400, code: 'invalid-input' });
  expect((body.errors as { path: string }[]).map(({ path }) => path)).toEqual([
    'phone',
    'age',
    'items.0.n',
    'by.?',
    '',
  ]);
  expect(JSON.stringify(body)).not.toMatch(/geheim|138/);
  expect(problemOf(new InvalidInput([{ message: 'm', path: [{ key: 'a' }, 0] }]))?.body.errors).toEqual([
    { path: 'a.0', message: 'm' },
  ]);
});

test('over HTTP: problem+json, and an unexpected error is logged under the id that is told', async () => {
  const logged: { errorId?: string; err?: Error }[] = [];
  const app = fastify();
  app.setErrorHandler(problemHandler({ error: (record: object) => logged.push(record) } as never));
  app.get('/refused', () => {
    throw new Refusal('sold-out');
  });
  app.get('/broken', () => {
    throw new Error('select * from patients');
  });
  app.post('/echo', request => request.body);

  const refused = await app.inject('/refused');
  expect(refused.statusCode).toBe(409);
  expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(refused.json()).toMatchObject({ code: 'sold-out', status: 409 });

  const broken = await app.inject('/broken');
  expect(broken.statusCode).toBe(500);
  expect(broken.body).not.toContain('patients');
  expect(broken.json().instance).toBe(`urn:uuid:${logged[0]?.errorId}`);
  expect(logged[0]?.err?.message).toContain('patients');

  const garbled = await app.inject({
    method: 'POST',
    url: '/echo',
    headers: { 'content-type': 'application/json' },
    payload: '{"phone": 13812345678',
  });
  expect(garbled.json()).toEqual({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'bad-request' });
  await app.close();
});
