/** Refunds at WeChat Pay: asked for once under a number, asked about until they are settled, and the ways out when they fail. */
import { fen, id, instant } from '@yunzhen/contracts/language';
import { payment } from '@yunzhen/contracts/payment/payment';
import { Rsa } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import { payment as payments } from '../../payment/payment.ts';
import { type Reaction, send } from '../../reactions/reaction.ts';
import { GatewayPending, GatewayRefused, GatewayUnknown } from '../gateway.ts';
import {
  type AroundPay,
  calling,
  minutes,
  notSettledOf,
  type RefundAnswer,
  refundAnswer,
  refusedWith,
  utc,
} from './answers.ts';
import { answerKeyOf, numberOf } from './settings.ts';

const outcomes = { SUCCESS: 'succeeded', CLOSED: 'closed', ABNORMAL: 'abnormal', PROCESSING: 'accepted' } as const;
const base = 'v3/refund/domestic/refunds';

/** When to ask again what became of a refund, in minutes after it was taken: each minute, and after five of them less and less often. */
const early = [1, 2, 3, 4, 5];
const later = [10, 20, 40, 70];
const longest = 30;

/** @param acceptedAt ISO @param now epoch milliseconds */
export const askAgainAt = (acceptedAt: string, now: number): Date => {
  const since = Date.parse(acceptedAt);
  const next = [...early, ...later].map(step => since + step * minutes).find(at => at > now);
  return new Date(next ?? now + longest * minutes);
};

export const recordRefund = (paymentId: string, refundId: string, answer: RefundAnswer, now: () => Date): Reaction => {
  const { status, refund_id: channelRefundId, create_time: created, success_time: succeeded } = answer;
  // A card's last digits belong to the person alone.
  const receivedBy = answer.user_received_account?.replaceAll(/[\d*]/g, '').slice(0, 64);
  return send(payment, paymentId, 'record-refund', {
    refundId,
    outcome: outcomes[status],
    channelRefundId,
    acceptedAt: utc(created),
    discount: notSettledOf(answer),
    at: succeeded ? utc(succeeded) : status === 'PROCESSING' ? utc(created) : now().toISOString(),
    ...(status === 'SUCCESS' && receivedBy && { receivedBy }),
  });
};

export const queryRefund = async ({ client }: Pick<AroundPay, 'client'>, number: string): Promise<RefundAnswer> => {
  const answer = await client(null).get(`${base}/${number}`, {}, refundAnswer);
  if (answer.out_refund_no !== number) throw new GatewayUnknown('WeChat Pay answered about another refund');
  return answer;
};

const byRefund = ({ refundId }: { refundId: string }) => refundId;

/** Asks for one; answers `record-refund`. Asked again under the same number it answers where it stands, and pays nothing twice. */
export const refund = calling({
  input: z.object({ paymentId: id, refundId: id, amount: fen, total: fen, reason: z.string() }),
  key: byRefund,
  run: async ({ paymentId, refundId, reason, amount, total }, { client, settings, now }) => {
    const body = {
      out_trade_no: numberOf(paymentId),
      out_refund_no: numberOf(refundId),
      reason,
      notify_url: settings.notifyUrl,
      amount: { refund: amount, total, currency: 'CNY' },
    };
    try {
      const answer = await client(null).post(base, body, refundAnswer);
      if (answer.out_refund_no !== body.out_refund_no || answer.amount.refund !== amount)
        throw new GatewayRefused('REFUND_DIFFERS', 'WeChat Pay answered about another refund');
      return [recordRefund(paymentId, refundId, answer, now)];
    } catch (error) {
      if (refusedWith(error, 'NOTENOUGH'))
        throw new GatewayPending(
          'the merchant balance does not cover a refund',
          new Date(now().getTime() + 30 * minutes),
        );
      if (!refusedWith(error, 'USERACCOUNTABNORMAL')) throw error;
      const at = now().toISOString();
      return [send(payment, paymentId, 'record-refund', { refundId, outcome: 'abnormal', channelRefundId: '', at })];
    }
  },
});

/** Asks what became of one that was taken, until it is settled; answers `record-refund`. `number`: of one that we did not ask for. */
export const refundState = calling({
  input: z.object({ paymentId: id, refundId: id, acceptedAt: instant, number: z.string().optional() }),
  key: byRefund,
  run: async ({ paymentId, refundId, acceptedAt, number = numberOf(refundId) }, { client, now }) => {
    const answer = await queryRefund({ client }, number);
    if (answer.status === 'PROCESSING')
      throw new GatewayPending('WeChat Pay is refunding', askAgainAt(acceptedAt, now().getTime()));
    return [recordRefund(paymentId, refundId, answer, now)];
  },
});

/**
 * A refund that the channel closed, or that cannot arrive: at first it is a case. Sent again by a person, the channel is asked: closed, it
 * is asked for under a new number; arrived meanwhile, it is recorded; else it stays a case.
 */
export const failedRefund = calling({
  input: z.object({ paymentId: id, refundId: id, cause: z.enum(['abnormal', 'closed']) }),
  key: byRefund,
  run: async ({ paymentId, refundId, cause }, { client, state, round, now }) => {
    const stuck = () => new GatewayRefused(`REFUND_${cause.toUpperCase()}`, `a refund is ${cause}`);
    if (round === 0) throw stuck();
    const known = (await state(payments, paymentId)).refunds[refundId];
    // Settled elsewhere meanwhile, or on its way there.
    if (known && known.status !== cause) return [];
    const answer = await queryRefund({ client }, numberOf(refundId));
    if (answer.status === 'CLOSED') return [send(payment, paymentId, 'ask-refund-again', { refundId })];
    if (answer.status !== 'SUCCESS') throw stuck();
    return [recordRefund(paymentId, refundId, answer, now)];
  },
});

/** Sends an abnormal one to the bank card that was named, or to the hospital's; answers `record-refund` once it is settled. */
export const redirectRefund = calling({
  input: z.object({ paymentId: id, refundId: id }),
  key: byRefund,
  run: async ({ paymentId, refundId }, { client, settings, state, open, now }) => {
    const { patientId, refunds } = await state(payments, paymentId);
    const known = refunds[refundId];
    if (!known?.to || !known.channelRefundId) throw new GatewayUnknown('the refund is not known yet');
    const number = numberOf(refundId);
    const before = await queryRefund({ client }, number);
    if (before.status === 'SUCCESS') return [recordRefund(paymentId, refundId, before, now)];
    if (before.status === 'PROCESSING')
      throw new GatewayPending('WeChat Pay is refunding', askAgainAt(before.create_time, now().getTime()));
    const card = known.card && (await open(known.card));
    if (known.card && !card) throw new GatewayRefused('CARD_ERASED', 'the bank card is not known any more');
    const publicKey = settings.platformKeys[answerKeyOf(settings)];
    // The library's types know no KeyObject here; its code does.
    const forThem = (text: string): string => Rsa.encrypt(text, publicKey as unknown as string);
    const where = card && {
      bank_type: card.bankType,
      bank_account: forThem(card.bankAccount),
      real_name: forThem(card.accountName),
    };
    const body = { out_refund_no: number, type: known.to.toUpperCase().replaceAll('-', '_'), ...where };
    const path = `${base}/${known.channelRefundId}/apply-abnormal-refund`;
    await client(patientId).post(path, body, refundAnswer);
    throw new GatewayPending('WeChat Pay is refunding', askAgainAt(now().toISOString(), now().getTime()));
  },
});
