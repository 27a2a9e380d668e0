import { expect, test } from '@jest/globals';
import type { PaymentRow } from '../payment/row.ts';
import { type Way, waysOf } from './way.ts';

type Refund = PaymentRow['refunds'][number];
type Request = PaymentRow['requests'][number];

const at = (minute: number): string => `2026-03-02T02:${minute}:00.000Z`;
const refund = (more: Partial<Refund> = {}): Refund => ({
  ...{ refundId: 'r1', requestId: null, method: 'wechat', lineId: 'l1', business: 'registration', amount: 1_500 },
  ...{ status: 'requested', ground: 'granted', reason: '退款申请已通过', requestedAt: at(20), at: at(20) },
  ...{ acceptedAt: null, channelRefundId: null, receivedBy: null, ...more },
});
const request = (more: Partial<Request> = {}): Request => ({
  ...{ requestId: 'q1', lineId: 'l1', status: 'asked', amount: 2_500, reason: '没有看成', askedAt: at(10) },
  ...{ staffId: null, deniedFor: null, decidedAt: null, ...more },
});
const brief = ({ steps }: Way) => steps.map(({ key, state, says }) => [key, state, says].filter(Boolean).join(' '));

test('[P7.7] a request waits for somebody, and the rest lies ahead', () => {
  const [way] = waysOf({ refunds: [], requests: [request()] });
  expect(way && brief(way)).toEqual(['asked done', 'decided now waits-for-person', 'accepted ahead', 'arrived ahead']);
});
test('[P7.7] a denied one ends there, with the reason', () => {
  const denied = request({ status: 'denied', deniedFor: '已完成接诊', decidedAt: at(15) });
  const [way] = waysOf({ refunds: [], requests: [denied] });
  expect(way && brief(way)).toEqual(['asked done', 'decided ended denied']);
  expect(way?.deniedFor).toBe('已完成接诊');
});
test('[P7.7] a granted one is one way from the request to the account it arrived in', () => {
  const granted = request({ status: 'granted', amount: 1_500, decidedAt: at(20) });
  const arrived = refund({ requestId: 'q1', status: 'succeeded', acceptedAt: at(21), at: at(30), receivedBy: '零钱' });
  const ways = waysOf({ refunds: [arrived], requests: [granted] });
  expect(ways.map(brief)).toEqual([['asked done', 'decided done granted', 'accepted done taken', 'arrived done']]);
  expect(ways[0]?.steps.map(step => step.at)).toEqual([at(10), at(20), at(21), at(30)]);
  expect(ways[0]).toMatchObject({ amount: 1_500, reason: '没有看成', receivedBy: '零钱' });
});
test.each([
  ['requested', ['accepted now sending', 'arrived ahead']],
  ['accepted', ['accepted done taken', 'arrived now on-its-way']],
  ['closed', ['accepted ended closed', 'arrived ahead']],
  ['abnormal', ['accepted done taken', 'arrived ended abnormal']],
  ['redirected', ['accepted done taken', 'arrived now redirected']],
  ['diverted', ['accepted done taken', 'arrived now diverted']],
] as const)('[P7.7] one that nobody had to decide and that is %s', (status, rest) => {
  const [way] = waysOf({ refunds: [refund({ status })], requests: [] });
  expect(way && brief(way)).toEqual(['asked done', ...rest]);
});
test('[P7.7] the newest stands first', () => {
  const ways = waysOf({ refunds: [refund(), refund({ refundId: 'r2', requestedAt: at(40) })], requests: [request()] });
  expect(ways.map(({ id }) => id)).toEqual(['r2', 'r1', 'q1']);
});
