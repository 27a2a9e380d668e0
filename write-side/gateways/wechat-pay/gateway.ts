/** WeChat Pay v3: orders paid inside the mini-program, their state, and refunds. */
import { gateway } from '../gateway.ts';
import { hours, minutes } from '../patience.ts';
import { wechatPayClient } from './client.ts';
import { notified } from './notified.ts';
import { closeOrder, prepay, query } from './orders.ts';
import { failedRefund, redirectRefund, refund, refundState } from './refunds.ts';
import { wechatPaySettings } from './settings.ts';

export { queryOrder } from './answers.ts';

export const wechatPay = gateway('wechat-pay', {
  settings: wechatPaySettings,
  client: wechatPayClient,
  width: 32,
  timeout: 25_000,
  patience: {
    unanswered: 24 * hours,
    // A refund to a bank card is under way for up to five days.
    pending: 168 * hours,
    broken: 24 * hours,
    first: 1_000,
    longest: 5 * minutes,
  },
  calls: {
    prepay,
    query,
    close: closeOrder,
    refund,
    'refund-state': refundState,
    'failed-refund': failedRefund,
    'redirect-refund': redirectRefund,
    notified,
  },
});
