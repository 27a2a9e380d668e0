import { expect, test } from '@jest/globals';
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import { access } from '../gateways/access/gateway.ts';
import { books } from '../gateways/books/gateway.ts';
import { bind, call, GatewayPending, GatewayRefused, GatewayUnknown } from '../gateways/gateway.ts';
import { his } from '../gateways/his/gateway.ts';
import type { Patience } from '../gateways/patience.ts';
import { people } from '../gateways/people/gateway.ts';
import { wechatPay } from '../gateways/wechat-pay/gateway.ts';
import { backoff, endOf } from './end.ts';
import { workFor } from './keep.ts';
import { SystemAway } from './systems.ts';

const now = Date.parse('2026-03-02T01:00:00.000Z');
const patience: Patience = { unanswered: 100, pending: 1_000, broken: 50, first: 10, longest: 40 };
const id = '0199a41f-18cb-710c-8e31-eb13409541be';
const work = { ...workFor('dispensing', call(his, 'dispense', { prescriptionId: id }), now), since: new Date(now) };
const at = (after: number) => new Date(now + after);

test.each<[string, Error, number, object]>([
  ['unanswered, asked again while there is patience', new GatewayUnknown('?'), 100, { again: at(110), attempts: 1 }],
  ['unanswered for too long', new GatewayUnknown('?'), 101, { dead: 'unanswered' }],
  ['of our own servers', new OutcomeUnknown('?'), 101, { dead: 'unanswered' }],
  ['under way there, asked again when it says', new GatewayPending('?', at(500)), 500, { again: at(500), attempts: 0 }],
  ['under way there for too long', new GatewayPending('?', at(2_000)), 1_001, { dead: 'pending' }],
  ['broken here', new TypeError('?'), 51, { dead: 'broken' }],
  ['refused at once', new GatewayRefused('NO', '?'), 0, { dead: 'refused', error: 'NO' }],
])('[I1] %s', (_, error, after, ends) => expect(endOf(error, work, now + after, patience)).toMatchObject(ends));

test('[I1] the pause between two tries doubles up to the longest', () =>
  expect([0, 1, 2, 3, 9].map(attempts => backoff(attempts, patience))).toEqual([10, 20, 40, 40, 40]));

test.each<[string, Error, object]>([
  ['no answer', new GatewayUnknown('?'), { dead: 'lost', error: 'OutcomeUnknown' }],
  ['our own fault, which may have come afterwards', new TypeError('?'), { dead: 'lost', error: 'TypeError' }],
  ['under way there', new GatewayPending('?', at(500)), { dead: 'lost' }],
  ['refused', new GatewayRefused('NO', '?'), { dead: 'refused' }],
  ['not asked at all', new SystemAway('his', at(500)), { again: at(500) }],
])('[I1] of what has no number outside nothing is asked again blindly: %s', (_, error, ends) => {
  const once = {
    ...work,
    what: { kind: 'call' as const, gateway: 'his.once', key: id, once: true as const, input: {} },
  };
  expect(endOf(error, once, now, patience)).toMatchObject(ends);
});

test.each([his, wechatPay, access, people, books])('[I1] $name says how long and how often it is asked', system => {
  const { unanswered, pending, broken, first, longest } = system.patience;
  expect(Math.min(unanswered, pending, broken)).toBeGreaterThan(longest);
  expect(longest).toBeGreaterThanOrEqual(first);
  expect(Math.min(unanswered, pending, broken)).toBeGreaterThan(system.timeout);
});

test('[I1] a server of ours that cannot be reached is a missing answer, anything else our own fault', async () => {
  const asked = (code: string) =>
    bind(access, () => ({
      client: () => ({
        revoke: () => Promise.reject(Object.assign(new Error('?'), { code })),
        forgetPassword: async () => undefined,
        forgetSecondFactor: async () => undefined,
        noteClaim: async () => undefined,
        claimsOf: async () => [],
      }),
      settings: {} as never,
      state: () => Promise.reject(new Error('not asked')),
      open: async () => null,
      now: () => at(0),
    }))['access.end']({ accountId: id, at: at(0).toISOString() });
  await expect(asked('ECONNREFUSED')).rejects.toBeInstanceOf(GatewayUnknown);
  await expect(asked('EINVAL')).rejects.not.toBeInstanceOf(GatewayUnknown);
});
