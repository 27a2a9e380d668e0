import type { Text } from '../words.ts';
import type { payment, purposes, refundStatuses } from './payment.ts';
import type { PaymentRow } from './row.ts';
import type { PaymentStatus } from './states.ts';

export const paymentText = {
  name: '支付',
  states: {
    created: { word: '下单中', tone: 'runs' },
    prepared: { word: '待支付', tone: 'waits' },
    succeeded: { word: '已支付', tone: 'well' },
    closed: { word: '已关闭', tone: 'over' },
  },
  refusals: {
    'unknown-payment': '没有找到这笔支付',
    'payment-closed': '这笔支付已关闭，请重新支付。没有扣款',
    'refund-exceeds-payment': '退款超过了支付金额',
    'unknown-refund': '没有找到这笔退款',
  },
  choices: {
    purpose: { registration: '挂号费', prescription: '药费' },
    closedReason: { expired: '超时未付', cancelled: '已取消', 'refused-by-channel': '支付渠道拒绝' },
    refund: { requested: '退款中', succeeded: '已退款', abnormal: '退款异常', closed: '退款关闭' },
  },
  fields: { purpose: { label: '用途' }, subjectId: { label: '挂号或处方' } },
} as const satisfies Text<
  typeof payment,
  PaymentStatus,
  {
    purpose: (typeof purposes)[number];
    closedReason: NonNullable<PaymentRow['closedReason']>;
    refund: (typeof refundStatuses)[number];
  }
>;
