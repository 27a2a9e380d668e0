/** Our books and WeChat Pay's say the same of every fen: earned, or on its way back once, or back. */
import { idOf, numberOf } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import type { World } from '../world/world.ts';

export const channelAgrees = ({ wechat, audit, truth, wrong }: World): void => {
  const bad = (message: string): void => wrong('money', message);
  for (const { number, paid } of wechat.orders.values()) {
    const ours = audit.money.payments.get(idOf(number) ?? '');
    if (ours?.amount !== paid?.amount || ours?.transactionId !== paid?.transactionId)
      bad(`order ${number} was paid ${paid?.amount} fen there, ${ours?.amount} here`);
  }
  for (const [paymentId, { amount, refunds }] of audit.money.payments) {
    if (!wechat.orders.get(numberOf(paymentId))?.paid) bad(`payment ${paymentId} was never paid at the channel`);
    const { purpose, subjectId } = truth.payment.get(paymentId) ?? { purpose: 'registration', subjectId: '' };
    const state = audit.stateOf(`${purpose}-${subjectId}`);
    const isFor =
      purpose === 'registration'
        ? truth.registration.get(subjectId)?.payment?.paymentId
        : truth.prescription.get(subjectId)?.paymentId;
    const earned = isFor === paymentId && ['booked', 'completed', 'paid', 'dispensed'].includes(state);
    const there = [...wechat.refunds.values()].filter(({ order }) => order === numberOf(paymentId));
    const back = there.reduce((sum, refund) => sum + refund.amount, 0);
    if (back !== (earned ? 0 : amount))
      bad(`${amount} fen of ${paymentId} for ${purpose} ${subjectId}, which is ${state}: ${back} fen went back`);
    if (there.length !== refunds.size) bad(`payment ${paymentId} has ${refunds.size} refunds, ${there.length} there`);
    for (const { number, status } of there) {
      const ours = refunds.get(idOf(number) ?? '')?.status;
      if (ours !== (status === 'SUCCESS' ? 'succeeded' : 'failed'))
        bad(`refund ${number} of ${paymentId} is ${status} there and ${ours} here`);
    }
  }
};
