/** P7.7: a person asks for money back where no rule decides at once; somebody grants all or a part of it, or denies it. */
import type { PaymentLine } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent, PaymentRefusal } from '@yunzhen/contracts/payment/payment';
import { type Decider, refusing } from '../decider.ts';
import type { Command } from './command.ts';
import { grantedIdOf } from './ids.ts';
import { refundOf } from './refunds.ts';
import { left, lineOf, namesOf, type Payment, type Request } from './state.ts';

const refuse = refusing<PaymentRefusal>();
type Decide = Decider<Command, PaymentEvent, Payment>['decide'];

/** The channel gives back within a year, in so many parts. */
const daysMs = 365 * 86_400_000;
const mostParts = 50;

const asked = (state: Payment, requestId: string): { request: Request; line: PaymentLine } => {
  if (state.status === 'none') return refuse('unknown-payment');
  const request = state.requests[requestId];
  const line = state.lines.find(({ lineId }) => lineId === request?.lineId);
  return request && line ? { request, line } : refuse('unknown-request');
};

const namesRequest = (state: Payment, paymentId: string, requestId: string, line: PaymentLine, amount: number) => ({
  paymentId,
  patientId: state.patientId,
  requestId,
  ...namesOf(line),
  amount,
});

export const requests: Pick<Decide, 'ask-refund' | 'grant-refund' | 'deny-refund'> = {
  'ask-refund': ({ id, requestId, subjectId, reason, way, now }, state) => {
    if (state.status === 'none') return refuse('unknown-payment');
    if (state.requests[requestId]) return [];
    const line = lineOf(state, subjectId);
    if (!line) return refuse('unknown-subject');
    if (state.status !== 'succeeded') return refuse('not-paid');
    if (way === 'at-once') return refuse('refund-at-once');
    const amount = left(state, line).reduce((sum, share) => sum + share.amount, 0);
    if (way === 'none' || amount === 0) return refuse('not-refundable');
    if (state.paidAt !== null && Date.parse(now) - Date.parse(state.paidAt) > daysMs) return refuse('refund-too-late');
    const waits = Object.values(state.requests).some(
      ({ lineId, status }) => lineId === line.lineId && status === 'asked',
    );
    if (waits) return refuse('refund-asked-already');
    return [{ type: 'payment.refund-asked', data: { ...namesRequest(state, id, requestId, line, amount), reason } }];
  },
  'grant-refund': ({ id, requestId, amount, by, now }, state) => {
    const { request, line } = asked(state, requestId);
    if (request.status === 'granted') return request.amount === amount ? [] : refuse('request-over');
    if (request.status !== 'asked') return refuse('request-over');
    if (amount === 0) return refuse('not-refundable');
    const shares = left(state, line);
    if (amount > shares.reduce((sum, share) => sum + share.amount, 0)) return refuse('refund-exceeds-payment');
    if (Object.keys(state.refunds).length >= mostParts) return refuse('too-many-refunds');
    const granted: PaymentEvent = {
      type: 'payment.refund-granted',
      data: { ...namesRequest(state, id, requestId, line, amount), staffId: by.id },
    };
    // By the order of the means, cash first.
    let rest = amount;
    const refunds = shares.flatMap(share => {
      const part = Math.min(rest, share.amount);
      rest -= part;
      if (part === 0) return [];
      const refund = { refundId: grantedIdOf(requestId, share.method), method: share.method, amount: part };
      return [refundOf(state, id, line, refund, { ground: 'granted', reason: '退款申请已通过', requestId }, now)];
    });
    return [granted, ...refunds];
  },
  'deny-refund': ({ id, requestId, reason, by }, state) => {
    const { request, line } = asked(state, requestId);
    if (request.status === 'denied') return [];
    if (request.status !== 'asked') return refuse('request-over');
    return [
      {
        type: 'payment.refund-denied',
        data: { ...namesRequest(state, id, requestId, line, request.amount), staffId: by.id, reason },
      },
    ];
  },
};
