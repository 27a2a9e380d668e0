import type { refundGrounds } from '../payment/bill.ts';
import type { wayKeys, waySays } from './way.ts';

/** What the steps are called, what is said below them, and on what ground money goes back. */
export const refundWayText = {
  steps: { asked: '申请', decided: '审核', accepted: '微信受理', arrived: '到账' } satisfies Record<
    (typeof wayKeys)[number],
    string
  >,
  grounds: { declined: '付款未生效', cancelled: '已取消', granted: '申请获准' } satisfies Record<
    (typeof refundGrounds)[number],
    string
  >,
  says: {
    'waits-for-person': '等待医院审核',
    granted: '已同意，原路退回',
    denied: '未同意',
    sending: '正在提交微信',
    taken: '款项已从医院账户退出',
    closed: '微信没有退出这笔款，医院会查明后重新申请',
    'on-its-way': '退到零钱一般几分钟，退到银行卡 1 至 3 个工作日',
    abnormal: '原路不能到账，医院会改退银行卡',
    redirected: '正在退到银行卡',
    diverted: '由医院转账退回',
  } satisfies Record<(typeof waySays)[number], string>,
} as const;
