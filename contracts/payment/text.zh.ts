import type { Text } from '../words.ts';
import type { Business, Method, RefundStatus } from './bill.ts';
import type { payment, redirections } from './payment.ts';
import type { PaymentRow, requestStatuses } from './row.ts';
import type { PaymentStatus } from './states.ts';

export const paymentText = {
  name: '支付',
  states: {
    created: { word: '待支付', tone: 'waits' },
    succeeded: { word: '已支付', tone: 'well' },
    declined: { word: '金额不符，已退回', tone: 'wrong' },
    closed: { word: '已关闭', tone: 'over' },
  },
  refusals: {
    'unknown-payment': '没有找到这笔支付',
    'payment-closed': '这笔支付已关闭，请重新支付。没有扣款',
    'refund-exceeds-payment': '退款超过了可退的金额',
    'unknown-refund': '没有找到这笔退款',
    'request-over': '这个退款申请已经处理过了',
    'refund-asked-already': '已经申请过退款，请等待医院处理',
    'refund-not-closed': '这笔退款没有被关闭',
    'refund-not-abnormal': '这笔退款没有异常',
    'refund-not-diverted': '这笔退款没有退到医院账户',
    'bank-card-required': '请填写患者的银行卡',
    'not-refundable': '没有可以退的款项',
    'refund-at-once': '取消后款项会原路退回，不需要申请',
    'refund-too-late': '支付已超过一年，不能原路退回，请联系医院',
    'too-many-refunds': '这笔支付的退款次数已达上限',
  },
  choices: {
    business: { registration: '挂号费', prescription: '药费' },
    method: {
      wechat: '微信支付',
      'personal-account': '医保个人账户',
      'pooled-fund': '医保统筹',
      'family-aid': '家庭共济',
      other: '其他',
    },
    closedReason: { expired: '超时未付', cancelled: '已取消', 'refused-by-channel': '支付渠道拒绝' },
    refund: {
      requested: '退款中',
      accepted: '退款处理中',
      succeeded: '已退款',
      abnormal: '退款异常',
      redirected: '改退银行卡',
      diverted: '待医院转账',
      closed: '退款关闭',
    },
    request: { asked: '待处理', granted: '已同意', denied: '未同意' },
    to: { 'user-bank-card': '患者银行卡', 'merchant-bank-card': '医院账户' },
  },
  fields: {
    lines: { label: '费用', parts: { business: { label: '费用' }, subjectId: { label: '挂号或处方' } } },
    refundId: { label: '退款' },
    to: { label: '退到' },
    card: {
      label: '银行卡',
      parts: {
        bankType: { label: '开户银行', hint: '微信支付的银行代码，如 ICBC_DEBIT、CMB_DEBIT' },
        bankAccount: { label: '卡号', hint: '只用于这次退款，加密保存。' },
        accountName: { label: '开户名', hint: '须与持卡人一致。' },
      },
    },
    reference: { label: '银行转账流水号', hint: '转账完成后在网银中查到的号码。' },
    requestId: { label: '退款申请' },
    subjectId: { label: '挂号或处方' },
    reason: { label: '原因' },
    amount: { label: '金额', unit: 'yuan' },
  },
} as const satisfies Text<
  typeof payment,
  PaymentStatus,
  {
    business: Business;
    method: Method;
    closedReason: NonNullable<PaymentRow['closedReason']>;
    refund: RefundStatus;
    request: (typeof requestStatuses)[number];
    to: (typeof redirections)[number];
  }
>;
