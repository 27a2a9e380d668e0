/** P7.7: the way of money that goes back, as steps: asked, decided, taken by the channel, arrived. For the payer and for the house. */
import type { PaymentRow } from '../payment/row.ts';

type Refund = PaymentRow['refunds'][number];
type Request = PaymentRow['requests'][number];

/** `ended`: it does not go on from here by itself, or not at all. */
export type WayState = 'done' | 'now' | 'ahead' | 'ended';
export const wayKeys = ['asked', 'decided', 'accepted', 'arrived'] as const;
export const waySays = [
  'waits-for-person',
  'granted',
  'denied',
  'sending',
  'taken',
  'closed',
  'on-its-way',
  'abnormal',
  'redirected',
  'diverted',
] as const;
export interface WayStep {
  readonly key: (typeof wayKeys)[number];
  readonly state: WayState;
  readonly says: (typeof waySays)[number] | null;
  readonly at: string | null;
}
export interface Way {
  /** Of the refund, else of the request. */
  readonly id: string;
  /** Null: all of a payment, or one that was made at the channel. */
  readonly lineId: string | null;
  readonly amount: number;
  /** Why it was asked for or given back. */
  readonly reason: string | null;
  /** Why a request was denied. */
  readonly deniedFor: string | null;
  /** Where it arrived, in the channel's words. */
  readonly receivedBy: string | null;
  readonly steps: readonly WayStep[];
}

const step = (
  key: WayStep['key'],
  state: WayState,
  says: WayStep['says'] = null,
  at: string | null = null,
): WayStep => ({ key, state, says, at });

const ahead: readonly WayStep[] = [step('accepted', 'ahead'), step('arrived', 'ahead')];

const sent = ({ status, at, acceptedAt }: Refund): readonly WayStep[] => {
  const accepted = step('accepted', 'done', 'taken', acceptedAt);
  switch (status) {
    case 'requested':
      return [step('accepted', 'now', 'sending'), step('arrived', 'ahead')];
    case 'closed':
      return [step('accepted', 'ended', 'closed', at), step('arrived', 'ahead')];
    case 'accepted':
      return [accepted, step('arrived', 'now', 'on-its-way')];
    case 'abnormal':
      return [accepted, step('arrived', 'ended', 'abnormal', at)];
    case 'redirected':
    case 'diverted':
      return [accepted, step('arrived', 'now', status, at)];
    case 'succeeded':
      return [accepted, step('arrived', 'done', null, at)];
  }
};

const decision = ({ status, decidedAt }: Request): WayStep => {
  if (status === 'asked') return step('decided', 'now', 'waits-for-person');
  return step('decided', status === 'granted' ? 'done' : 'ended', status, decidedAt);
};

/** Refunds with the request they were granted on, and requests of which nothing went back; the newest first. */
export const waysOf = ({ refunds, requests }: Pick<PaymentRow, 'refunds' | 'requests'>): readonly Way[] => {
  const ofRefund = (refund: Refund): Way => {
    const request = requests.find(({ requestId }) => requestId === refund.requestId);
    const { refundId: id, lineId, amount, receivedBy, requestedAt } = refund;
    const first = step('asked', 'done', null, request?.askedAt ?? requestedAt);
    const steps = [first, ...(request ? [decision(request)] : []), ...sent(refund)];
    return { id, lineId, amount, reason: request?.reason ?? refund.reason, deniedFor: null, receivedBy, steps };
  };
  const ofRequest = (request: Request): Way => {
    const { requestId: id, lineId, amount, reason, deniedFor, askedAt, status } = request;
    const asked = step('asked', 'done', null, askedAt);
    const steps = [asked, decision(request), ...(status === 'denied' ? [] : ahead)];
    return { id, lineId, amount, reason, deniedFor, receivedBy: null, steps };
  };
  const alone = requests.filter(({ requestId }) => refunds.every(refund => refund.requestId !== requestId));
  const begun = ({ steps }: Way): string => steps[0]?.at ?? '';
  return [...refunds.map(ofRefund), ...alone.map(ofRequest)].sort((a, b) => begun(b).localeCompare(begun(a)));
};
