/** WeChat Pay v3: orders paid inside the mini-program, their state, and refunds. */
import { gateway } from '../gateway.ts';
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
