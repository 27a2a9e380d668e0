/** A payment as its stream tells it: lines, tenders, refunds and requests. */
import type { Sealed } from '@yunzhen/contracts/language';
import type {
  Business,
  Method,
  PaymentLine,
  RefundStatus,
  refundGrounds,
  Share,
} from '@yunzhen/contracts/payment/bill';
import type { bankCard, PaymentEvent, redirections } from '@yunzhen/contracts/payment/payment';
import type { requestStatuses } from '@yunzhen/contracts/payment/row';
import type { PaymentStatus } from '@yunzhen/contracts/payment/states';
import type { z } from 'zod';
import type { Decider } from '../decider.ts';
import { nextRefundIdOf } from './ids.ts';

/** A tender as its channel knows it once it is paid. Fen. */
export interface Success {
  readonly transactionId: string;
  /** What was paid, all of it. */
  readonly amount: number;
  /** How much of it the channel gave and does not settle. */
  readonly discount: number;
  readonly paidAt: string;
}
export interface Tender {
  readonly asked: number;
  readonly prepayId: string | null;
  /** Null until it is paid. */
  readonly success: Success | null;
}
export interface Refund {
  readonly refundId: string;
  readonly method: Method;
  readonly amount: number;
  /** What of it is not ours to pay back; 0 until the channel has it. */
  readonly discount: number;
  /** Null: all of a payment that was declined, or one that was made at the channel. */
  readonly lineId: string | null;
  readonly status: RefundStatus;
  readonly askAt: string;
  /** Null: nobody here asked for it. */
  readonly ground: (typeof refundGrounds)[number] | null;
  readonly requestId: string | null;
  readonly channelRefundId: string | null;
  readonly acceptedAt: string | null;
  /** Where it was sent on to. */
  readonly to: (typeof redirections)[number] | null;
  /** The payer's bank card, for one that is sent there. */
  readonly card: Sealed<z.output<typeof bankCard>> | null;
}
export interface Request {
  readonly lineId: string;
  readonly status: (typeof requestStatuses)[number];
  readonly amount: number;
}
export interface Payment {
  readonly status: 'none' | PaymentStatus;
  readonly patientId: string;
  readonly lines: readonly PaymentLine[];
  readonly tenders: Readonly<Partial<Record<Method, Tender>>>;
  readonly expiresAt: string;
  readonly paidAt: string | null;
  readonly refunds: Readonly<Record<string, Refund>>;
  readonly requests: Readonly<Record<string, Request>>;
}

export const initial: Payment = {
  status: 'none',
  patientId: '',
  lines: [],
  tenders: {},
  expiresAt: '',
  paidAt: null,
  refunds: {},
  requests: {},
};

export const tendersOf = ({ tenders }: Pick<Payment, 'tenders'>): readonly (readonly [Method, Tender])[] =>
  Object.entries(tenders) as [Method, Tender][];

/** Fen that went back, are on their way or are still owed, of those that `of` says: what the channel closed is, until it is asked for again. */
export const returned = ({ refunds }: Pick<Payment, 'refunds'>, of: (refund: Refund) => boolean): number =>
  Object.entries(refunds).reduce((sum, [refundId, refund]) => {
    const over = refund.status === 'closed' && (!refund.ground || refunds[nextRefundIdOf(refundId)]);
    return !over && of(refund) ? sum + refund.amount : sum;
  }, 0);

/** What a line still has of each means, where anything is left: never more than is left of the whole tender, which is also given back by hand. */
export const left = (state: Payment, { lineId, shares }: PaymentLine): readonly Share[] =>
  shares
    .map(({ method, amount }) => {
      const ofLine = amount - returned(state, refund => refund.lineId === lineId && refund.method === method);
      const paid = state.tenders[method]?.success?.amount ?? 0;
      return { method, amount: Math.min(ofLine, paid - returned(state, refund => refund.method === method)) };
    })
    .filter(({ amount }) => amount > 0);

export const lineOf = ({ lines }: Payment, subjectId: string): PaymentLine | undefined =>
  lines.find(line => line.subjectId === subjectId);

/** What names a line, in events. */
export const namesOf = ({ lineId, business, subjectId, visitPersonId, departmentId, doctorId }: PaymentLine) => ({
  lineId,
  business: business satisfies Business,
  subjectId,
  visitPersonId,
  departmentId,
  doctorId,
});

const tendered = (state: Payment, method: Method, change: Partial<Tender>): Payment => {
  const tender = state.tenders[method] ?? { asked: 0, prepayId: null, success: null };
  return { ...state, tenders: { ...state.tenders, [method]: { ...tender, ...change } } };
};
const refunding = (state: Payment, refundId: string, change: Partial<Refund>): Payment => {
  const refund = state.refunds[refundId];
  return refund ? { ...state, refunds: { ...state.refunds, [refundId]: { ...refund, ...change } } } : state;
};
const begun = (
  state: Payment,
  {
    refundId,
    method,
    amount,
    lineId,
  }: Pick<Refund, 'refundId' | 'method' | 'amount'> & { readonly lineId?: string | undefined },
  more: Pick<Refund, 'status' | 'askAt' | 'ground' | 'requestId' | 'channelRefundId' | 'acceptedAt' | 'discount'>,
): Payment => ({
  ...state,
  refunds: {
    ...state.refunds,
    [refundId]: { refundId, method, amount, lineId: lineId ?? null, to: null, card: null, ...more },
  },
});
const requested = (state: Payment, requestId: string, change: Partial<Request>): Payment => {
  const request = state.requests[requestId];
  return request ? { ...state, requests: { ...state.requests, [requestId]: { ...request, ...change } } } : state;
};

export const evolve: Decider<never, PaymentEvent, Payment>['evolve'] = {
  'payment.created': (state, { patientId, lines, tenders, expiresAt }) => ({
    ...state,
    status: 'created',
    patientId,
    lines,
    tenders: Object.fromEntries(
      tenders.map(({ method, amount }) => [method, { asked: amount, prepayId: null, success: null }]),
    ),
    expiresAt,
  }),
  'payment.tender-prepared': (state, { method, prepayId }) => tendered(state, method, { prepayId }),
  'payment.tender-succeeded': (state, { method, transactionId, amount, discount, paidAt }) =>
    tendered(state, method, { success: { transactionId, amount, discount, paidAt } }),
  'payment.succeeded': (state, { paidAt }) => ({ ...state, status: 'succeeded', paidAt }),
  'payment.line-paid': state => state,
  'payment.declined': state => ({ ...state, status: 'declined' }),
  'payment.closed': state => ({ ...state, status: 'closed' }),
  'payment.refund-requested': (state, { askAt, ground, requestId = null, ...refund }) =>
    begun(state, refund, {
      ...{ status: 'requested', askAt, ground, requestId, channelRefundId: null, acceptedAt: null, discount: 0 },
    }),
  'payment.refund-accepted': (state, { refundId, channelRefundId, acceptedAt, discount }) =>
    refunding(state, refundId, { status: 'accepted', channelRefundId, acceptedAt, discount }),
  'payment.refund-succeeded': (state, { refundId, channelRefundId }) =>
    refunding(state, refundId, { status: 'succeeded', channelRefundId }),
  'payment.refund-failed': (state, { refundId, cause }) => refunding(state, refundId, { status: cause }),
  'payment.refund-redirected': (state, { refundId, to, card = null }) =>
    refunding(state, refundId, { status: 'redirected', to, card }),
  'payment.refund-diverted': (state, { refundId }) => refunding(state, refundId, { status: 'diverted' }),
  'payment.refund-transferred': (state, { refundId }) => refunding(state, refundId, { status: 'succeeded' }),
  'payment.refund-found': (state, { acceptedAt, channelRefundId, discount, ...refund }) =>
    begun(state, refund, {
      status: 'accepted',
      askAt: acceptedAt,
      ground: null,
      requestId: null,
      channelRefundId,
      acceptedAt,
      discount,
    }),
  'payment.refund-asked': (state, { requestId, lineId, amount }) => ({
    ...state,
    requests: { ...state.requests, [requestId]: { lineId, status: 'asked', amount } },
  }),
  'payment.refund-granted': (state, { requestId, amount }) =>
    requested(state, requestId, { status: 'granted', amount }),
  'payment.refund-denied': (state, { requestId }) => requested(state, requestId, { status: 'denied' }),
};
