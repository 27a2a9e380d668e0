/** What payers, WeChat Pay and HIS do by themselves: payments, settled refunds, notifications that come late, twice or never. */

import { Refusal } from '@yunzhen/platform/refusal';
import { idOf } from '@yunzhen/write-side/gateways/wechat-pay/settings';
import { v5 } from 'uuid';
import type { Node } from '../client.ts';
import type { World } from '../world/world.ts';
import { type Order, payOrder, type Refund, settleRefund } from './wechat.ts';

/** What follows from a notification once it was kept; how it is proved and kept is its own tests' business. */
const notifications = '2d5a1f0e-90a7-5f5b-8c4e-1a7f3e6b9d24';

interface Notification {
  readonly about: string;
  readonly command: 'record-success' | 'record-refund';
  readonly id: string;
  readonly input: object;
  readonly said: string;
  /** Deliveries left. */
  left: number;
}

export const outsideSteps = ({ random, time, plan, wechat, state, wrong }: World, node: () => Node) => {
  const undelivered: Notification[] = [];
  const notify = (notification: Omit<Notification, 'left'>): void => {
    const left = random.chance(plan.unheard) ? random.pick([0, 0, 2, 3]) : 1;
    if (left > 0) undelivered.push({ ...notification, left });
  };
  const pay = (order: Order, amount: number): void => {
    const paid = payOrder(order, amount, time.now())?.paid;
    if (!paid) return;
    time.note(`somebody pays ${amount} fen on order ${order.number}`);
    const { transactionId, at } = paid;
    notify({
      about: order.number,
      command: 'record-success',
      id: idOf(order.number) ?? '',
      input: { method: 'wechat', transactionId, amount, discount: 0, paidAt: at },
      said: `${transactionId} SUCCESS`,
    });
  };
  const settle = (refund: Refund, status: 'SUCCESS' | 'ABNORMAL'): void => {
    settleRefund(refund, status, time.now());
    time.note(`WeChat Pay settles refund ${refund.number}: ${status}`);
    notify({
      about: refund.number,
      command: 'record-refund',
      id: idOf(refund.order) ?? '',
      input: {
        refundId: idOf(refund.number),
        outcome: status === 'SUCCESS' ? 'succeeded' : 'abnormal',
        channelRefundId: refund.id,
        acceptedAt: refund.created,
        at: refund.at,
      },
      said: `${refund.id} ${status}`,
    });
  };
  const deliver = async (notification: Notification): Promise<void> => {
    const { dispatch, part } = node();
    const { id, command, input, said } = notification;
    const commandId = v5(said, notifications);
    notification.left -= 1;
    await time.within(part, () => {
      const take = async (): Promise<void> => {
        await time.park(`is notified: ${said}`, () => undefined);
        await dispatch(
          { capability: 'payment', id, command, input },
          {
            commandId,
            correlationId: commandId,
            causationId: commandId,
            by: { id: 'wechat-pay', role: 'system' },
            at: new Date(time.now()).toISOString(),
          },
        );
      };
      take().catch(error => {
        if (error instanceof Refusal) wrong('unexpected-error', `notification ${said} was refused: ${error.code}`);
        // Not acknowledged: it comes again.
        notification.left += 1;
      });
    });
  };
  const unpaid = () => [...wechat.orders.values()].filter(({ paid, closed }) => !paid && !closed);
  const processing = () => [...wechat.refunds.values()].filter(({ status }) => status === 'PROCESSING');
  const pending = () => undelivered.filter(({ left }) => left > 0);

  return {
    step: async (): Promise<void> => {
      const orders = unpaid();
      const refunds = processing();
      const told = pending();
      if (orders.length > 0 && random.chance(0.8)) {
        const order = random.pick(orders);
        return pay(order, random.chance(plan.moody / 4) ? order.total - 1 : order.total);
      }
      if (told.length > 0 && random.chance(0.7)) return deliver(random.pick(told));
      if (refunds.length > 0) settle(random.pick(refunds), random.chance(plan.moody) ? 'ABNORMAL' : 'SUCCESS');
    },
    /** Everything that is under way arrives; answers whether there was anything. */
    settle: async (): Promise<boolean> => {
      const refunds = processing();
      for (const refund of refunds) settle(refund, 'SUCCESS');
      const told = pending();
      for (const notification of told) if (!state.violation) await deliver(notification);
      return refunds.length + told.length > 0;
    },
  };
};
