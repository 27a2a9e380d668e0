/** The ledger says of every account what the channel's own books and the ends of all visits say. */
import { idOf } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import type { World } from '../world/world.ts';

const earnedIn = { registration: 'completed', prescription: 'dispensed' } as const;

export const ledgerAgrees = ({ wechat, audit, truth, wrong }: World): void => {
  const { balance } = audit.ledger;
  const same = (what: string, booked: number, so: number): void => {
    if (booked !== so) wrong('ledger', `${what} is ${booked} fen in the ledger and ${so} fen outside`);
  };
  const refunds = [...wechat.refunds.values()];
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const came = sum([...wechat.orders.values()].map(({ paid }) => paid?.amount ?? 0));
  same('what the channel has settled', balance('1031'), came - sum(refunds.map(({ amount }) => amount)));
  for (const { number, amount, status } of refunds) {
    const arrived = status === 'SUCCESS';
    same(`what is owed of refund ${number}`, 0 - balance('2020', idOf(number) ?? ''), arrived ? 0 : amount);
    same(`what is under way of refund ${number}`, balance('1023', idOf(number) ?? ''), arrived ? 0 : amount);
  }
  let earned = 0;
  for (const [paymentId, { lines, paid }] of audit.money.bills) {
    if (!paid) continue;
    const done = lines.filter(({ business, subjectId, amount }) => {
      const isFor =
        business === 'registration'
          ? truth.registration.get(subjectId)?.payment?.paymentId
          : truth.prescription.get(subjectId)?.paymentId;
      const kind = business as keyof typeof earnedIn;
      return amount > 0 && isFor === paymentId && audit.stateOf(`${business}-${subjectId}`) === earnedIn[kind];
    });
    const requests = Object.values(truth.payment.get(paymentId)?.requests ?? {});
    earned += sum(done.map(({ amount }) => amount));
    earned -= sum(requests.map(({ status, amount }) => (status === 'granted' ? amount : 0)));
  }
  same('income', 0 - balance('4010') - balance('4020'), earned);
};
