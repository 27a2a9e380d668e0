/** Money on its way back: for a line, for a payment that was declined, under a new number, elsewhere, or made at the channel by hand. */
import type { Method, PaymentLine } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent, PaymentRefusal } from '@yunzhen/contracts/payment/payment';
import { type Decider, refusing } from '../decider.ts';
import type { Command } from './command.ts';
import { foundIdOf, nextRefundIdOf, refundIdOf } from './ids.ts';
import { left, lineOf, namesOf, type Payment, type Refund } from './state.ts';

const refuse = refusing<PaymentRefusal>();
type Decide = Decider<Command, PaymentEvent, Payment>['decide'];

/** The channel takes one refund of a payment in a minute. */
const spacing = 60_000;

/** When the channel may be asked for the next refund of a payment. */
export const askAfter = ({ refunds }: Payment, method: Method, now: string): string => {
  const last = Object.values(refunds).reduce(
    (latest, refund) => (refund.method === method ? Math.max(latest, Date.parse(refund.askAt)) : latest),
    Number.NEGATIVE_INFINITY,
  );
  return new Date(Math.max(Date.parse(now), last + spacing)).toISOString();
};

type Asked = Extract<PaymentEvent, { type: 'payment.refund-requested' }>['data'];
type Why = Pick<Asked, 'ground' | 'reason' | 'requestId' | 'replaces'>;

/** Of one means, for one line. Refuses what was never paid. */
export const refundOf = (
  state: Payment,
  paymentId: string,
  line: PaymentLine,
  { refundId, method, amount }: Pick<Refund, 'refundId' | 'method' | 'amount'>,
  why: Why,
  now: string,
): PaymentEvent => {
  const success = state.tenders[method]?.success;
  if (!success) return refuse('not-paid');
  const back = { paymentId, patientId: state.patientId, refundId, method, amount, ...namesOf(line) };
  const more = { total: success.amount, ...why, askAt: askAfter(state, method, now) };
  return { type: 'payment.refund-requested', data: { ...back, ...more } };
};

/** What names a refund in what becomes of it. */
const backOf = (state: Payment, paymentId: string, { refundId, method, amount, lineId }: Refund) => {
  const line = state.lines.find(one => one.lineId === lineId);
  return { paymentId, patientId: state.patientId, refundId, method, amount, ...(line && namesOf(line)) };
};
/** The same once the channel has said what of it leaves the account. */
const settledOf = (state: Payment, paymentId: string, refund: Refund) => ({
  ...backOf(state, paymentId, refund),
  discount: refund.discount,
});

const known = (state: Payment, refundId: string): Refund => {
  if (state.status === 'none') return refuse('unknown-payment');
  return state.refunds[refundId] ?? refuse('unknown-refund');
};

/** Still to be settled, by the channel or elsewhere. */
const open: readonly Refund['status'][] = ['requested', 'accepted', 'abnormal', 'redirected'];

export const refunds: Pick<
  Decide,
  'give-back' | 'record-refund' | 'record-found-refund' | 'ask-refund-again' | 'redirect-refund' | 'record-transfer'
> = {
  'give-back': ({ id, subjectId, ground, reason, now }, state) => {
    if (state.status === 'none') return refuse('unknown-payment');
    const line = lineOf(state, subjectId);
    if (!line) return refuse('unknown-subject');
    if (state.status !== 'succeeded') return refuse('not-paid');
    return left(state, line)
      .map(({ method, amount }) => ({ refundId: refundIdOf(line.lineId, method), method, amount }))
      .filter(({ refundId }) => !state.refunds[refundId])
      .map(refund => refundOf(state, id, line, refund, { ground, reason }, now));
  },
  'record-refund': ({ id, refundId, outcome, channelRefundId, acceptedAt, discount, at, receivedBy }, state) => {
    const refund = known(state, refundId);
    if (!open.includes(refund.status)) return [];
    const back = settledOf(state, id, refund.acceptedAt ? refund : { ...refund, discount });
    // What has arrived has left, whoever did not say so.
    const leftAt = acceptedAt ?? (outcome === 'succeeded' ? at : undefined);
    const accepted: PaymentEvent[] =
      leftAt && !refund.acceptedAt
        ? [{ type: 'payment.refund-accepted', data: { ...back, channelRefundId, acceptedAt: leftAt } }]
        : [];
    switch (outcome) {
      case 'accepted':
        return accepted;
      case 'succeeded':
        if (refund.to === 'merchant-bank-card')
          return [{ type: 'payment.refund-diverted', data: { ...back, channelRefundId, divertedAt: at } }];
        return [
          ...accepted,
          {
            type: 'payment.refund-succeeded',
            data: { ...back, channelRefundId, refundedAt: at, ...(receivedBy && { receivedBy }) },
          },
        ];
      default:
        // Told again, or while it is under way elsewhere: what was abnormal stays so until it has arrived.
        if (
          accepted.length === 0 &&
          (refund.status === outcome || (refund.status === 'redirected' && outcome === 'abnormal'))
        )
          return [];
        return [
          ...accepted,
          {
            type: 'payment.refund-failed',
            data: {
              ...back,
              cause: outcome,
              accepted: accepted.length > 0 || refund.acceptedAt !== null,
              ...(refund.ground && { ground: refund.ground }),
            },
          },
        ];
    }
  },
  'record-found-refund': ({ id, method, amount, discount, number, channelRefundId, acceptedAt }, state) => {
    if (state.status === 'none') return refuse('unknown-payment');
    if (!state.tenders[method]?.success) return refuse('not-paid');
    const refundId = foundIdOf(number);
    if (state.refunds[refundId]) return [];
    const about = { paymentId: id, patientId: state.patientId, refundId, method, amount, discount };
    return [{ type: 'payment.refund-found', data: { ...about, number, channelRefundId, acceptedAt } }];
  },
  'ask-refund-again': ({ id, refundId, now }, state) => {
    const refund = known(state, refundId);
    const next = nextRefundIdOf(refundId);
    if (state.refunds[next]) return [];
    if (refund.status !== 'closed' || !refund.ground) return refuse('refund-not-closed');
    const { method, amount } = refund;
    const total = state.tenders[method]?.success?.amount;
    if (total === undefined) return refuse('not-paid');
    const { ground, requestId } = refund;
    const why = { ground, reason: '退款被关闭后重新申请', ...(requestId && { requestId }), replaces: refundId };
    return [
      {
        type: 'payment.refund-requested',
        data: {
          ...backOf(state, id, { ...refund, refundId: next }),
          amount,
          total,
          ...why,
          askAt: askAfter(state, method, now),
        },
      },
    ];
  },
  'redirect-refund': ({ id, refundId, to, card, by, proposedBy }, state) => {
    const refund = known(state, refundId);
    if (refund.status === 'redirected' && refund.to === to) return [];
    if (refund.status !== 'abnormal' || !refund.channelRefundId) return refuse('refund-not-abnormal');
    if (to === 'user-bank-card' && !card) return refuse('bank-card-required');
    const { channelRefundId } = refund;
    const where = { to, ...(to === 'user-bank-card' && { card }) };
    return [
      {
        type: 'payment.refund-redirected',
        data: { ...backOf(state, id, refund), channelRefundId, proposedBy, staffId: by.id, ...where },
      },
    ];
  },
  'record-transfer': ({ id, refundId, reference, by, now }, state) => {
    const refund = known(state, refundId);
    if (refund.status === 'succeeded' && refund.to === 'merchant-bank-card') return [];
    if (refund.status !== 'diverted') return refuse('refund-not-diverted');
    return [
      {
        type: 'payment.refund-transferred',
        data: { ...settledOf(state, id, refund), staffId: by.id, reference, transferredAt: now },
      },
    ];
  },
};
