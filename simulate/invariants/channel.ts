/** Our books and WeChat Pay's say the same of every fen: earned, or on its way back once, or back. */
import { idOf, numberOf } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import type { World } from '../world/world.ts';
import type { Line } from './money.ts';

/** What a line of a paid bill has earned, or what of it was given back by somebody's decision. */
const earnedBy = ({ audit, truth }: World, paymentId: string, { business, subjectId }: Line): boolean => {
  const state = audit.stateOf(`${business}-${subjectId}`);
  const isFor =
    business === 'registration'
      ? truth.registration.get(subjectId)?.payment?.paymentId
      : truth.prescription.get(subjectId)?.paymentId;
  return isFor === paymentId && ['booked', 'completed', 'paid', 'dispensed'].includes(state);
};

export const channelAgrees = (world: World): void => {
  const { wechat, audit, truth, wrong } = world;
  const bad = (message: string): void => wrong('money', message);
  for (const { number, paid } of wechat.orders.values()) {
    const ours = audit.money.bills.get(idOf(number) ?? '')?.paid;
    if (ours?.amount !== paid?.amount || ours?.transactionId !== paid?.transactionId)
      bad(`order ${number} was paid ${paid?.amount} fen there, ${ours?.amount} here`);
  }
  for (const [paymentId, { lines, paid, refunds }] of audit.money.bills) {
    if (!paid) continue;
    if (!wechat.orders.get(numberOf(paymentId))?.paid) bad(`payment ${paymentId} was never paid at the channel`);
    const counts = audit.stateOf(`payment-${paymentId}`) === 'succeeded';
    const there = [...wechat.refunds.values()].filter(({ order }) => order === numberOf(paymentId));
    const sumOf = (numbers: ReadonlySet<string>) =>
      there.reduce((sum, refund) => (numbers.has(refund.number) ? sum + refund.amount : sum), 0);
    const requests = Object.values(truth.payment.get(paymentId)?.requests ?? {});
    for (const line of lines) {
      const numbers = new Set(
        [...refunds].filter(([, refund]) => refund.lineId === line.lineId).map(([id]) => numberOf(id)),
      );
      const back = sumOf(numbers);
      const granted = requests.reduce(
        (sum, one) => (one.lineId === line.lineId && one.status === 'granted' ? sum + one.amount : sum),
        0,
      );
      const due = !counts ? 0 : earnedBy(world, paymentId, line) ? granted : line.amount;
      if (back !== due)
        bad(
          `${line.amount} fen of ${paymentId} for ${line.business} ${line.subjectId}: ${back} fen went back, not ${due}`,
        );
    }
    const all = there.reduce((sum, refund) => sum + refund.amount, 0);
    if (!counts && all !== paid.amount) bad(`of ${paid.amount} fen of declined ${paymentId} ${all} went back`);
    if (there.length !== refunds.size) bad(`payment ${paymentId} has ${refunds.size} refunds, ${there.length} there`);
    for (const { number, status } of there) {
      const ours = refunds.get(idOf(number) ?? '')?.status;
      if (ours !== (status === 'SUCCESS' ? 'succeeded' : 'failed'))
        bad(`refund ${number} of ${paymentId} is ${status} there and ${ours} here`);
    }
  }
};
