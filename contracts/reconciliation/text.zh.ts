import type { Text } from '../words.ts';
import type { Channel } from './channel.ts';
import type { difference } from './difference.ts';
import type { LineKind, Outcome, Way } from './kinds.ts';
import type { period } from './period.ts';
import type { reconciliation } from './reconciliation.ts';
import type { Movement, Statement, StatementFault, StatementSource } from './statement.ts';
import type { DifferenceStatus, PeriodStatus, ReconciliationStatus } from './states.ts';

export const reconciliationText = {
  name: '对账日',
  states: {
    expected: { word: '账单未到', tone: 'waits' },
    waiting: { word: '导入中', tone: 'runs' },
    matched: { word: '已对账', tone: 'runs' },
    doubted: { word: '账单存疑', tone: 'wrong' },
    closed: { word: '已结', tone: 'well' },
  },
  refusals: {
    'unknown-day': '这一天还没有开始对账',
    'day-not-over': '这一天还没有过完，次日 10:00 以后才有账单',
    'day-too-old': '微信只给三个月内的账单；更早的请从商户平台下载后上传',
    'another-day': '对账日与编号不一致',
    'day-closed': '这一天已结账，不能再改；需要时请申请反结账',
    'day-not-closed': '这一天还没有结账',
    'statement-missing': '账单还没有到齐，不能对账',
    'not-matched': '账单到齐后还没有对过账，请先对账',
    'differences-open': '还有没有处理的差异，不能结账',
  },
  choices: {
    channel: { wechat: '微信支付' },
    statement: { trade: '交易账单', 'fund-flow': '资金账单' },
    source: { channel: '微信', upload: '手工上传' },
    fault: {
      empty: '没有一笔记录',
      hash: '文件摘要与微信给出的不一致',
      gzip: '压缩包损坏或过大',
      encoding: '有无法识别的字符',
      header: '缺少列，或列重复',
      columns: '列数与表头不一致',
      text: '缺少单号',
      amount: '金额写法不对',
      time: '时间写法不对',
      day: '不是这一天的记录',
      state: '有不认识的状态',
      currency: '币种不是人民币',
      merchant: '不是本院商户号',
      summary: '明细与汇总不一致，或没有汇总',
      'after-summary': '汇总之后还有内容',
      balance: '账户结余不连续',
    },
    movement: {
      pay: '交易',
      refund: '退款',
      'refund-closed': '退款关闭',
      fee: '扣除手续费',
      'fee-back': '退还手续费',
      withdrawal: '提现',
      recharge: '充值',
      other: '其他',
    },
  },
  fields: {
    channel: { label: '渠道' },
    day: { label: '账日' },
    statement: { label: '账单' },
    fileId: { label: '文件' },
    reason: { label: '原因' },
  },
} as const satisfies Text<
  typeof reconciliation,
  ReconciliationStatus,
  { channel: Channel; statement: Statement; source: StatementSource; fault: StatementFault; movement: Movement }
>;

export const differenceText = {
  name: '差异',
  states: {
    open: { word: '待处理', tone: 'waits' },
    assigned: { word: '处理中', tone: 'runs' },
    carried: { word: '已结转', tone: 'over' },
    healed: { word: '已自动核平', tone: 'well' },
    resolved: { word: '已处理', tone: 'well' },
  },
  refusals: {
    'unknown-difference': '没有找到这笔差异',
    'difference-over': '这笔差异已处理完，或已自动核平',
    'way-not-offered': '这类差异不能这样处理',
    'carried-too-often': '已结转过，不能再结转，请处理',
    'second-person-needed': '这样处理要由另一位同事核准',
    'above-limit': '金额超过普通核准权限，请提交管理员核准',
    'another-amount': '输入的金额与方案不一致',
    'nothing-to-ask': '这类差异不对应一笔交易，没有可查的单号',
  },
  choices: {
    kind: {
      foreign: '非本系统',
      'duplicate-row': '账单重复',
      'refund-over': '超退',
      'refund-abnormal': '退款异常',
      'refund-closed': '退款关闭',
      'channel-only': '渠道单边',
      'state-differs': '状态不符',
      'duplicate-payment': '重复支付',
      'amount-differs': '金额不符',
      'in-transit': '在途',
      'platform-only': '平台单边',
      'arrival-missing': '未到账',
      'arrival-other': '其他到账',
      'fee-differs': '手续费不符',
      'refund-processing': '退款超期在途',
      'matched-cross-day': '跨日平',
      declined: '抵消',
      matched: '平',
    },
    line: { pay: '收款', refund: '退款', fee: '手续费', other: '其他变动' },
    way: {
      explained: '已查明，无需记账',
      carry: '结转',
      income: '转其他收入',
      repaid: '已在渠道退回',
      found: '款项已找回',
      undo: '按渠道更正',
      loss: '核销损失',
    },
  },
  fields: {
    ownerId: { label: '责任人' },
    text: { label: '说明' },
    way: { label: '处理方式' },
    reason: { label: '原因' },
    evidence: { label: '凭证号' },
    amount: { label: '金额', unit: 'yuan' },
  },
} as const satisfies Text<typeof difference, DifferenceStatus, { kind: Outcome; line: LineKind; way: Way }>;

export const periodText = {
  name: '会计期间',
  states: {
    open: { word: '未结', tone: 'runs' },
    closed: { word: '已月结', tone: 'well' },
  },
  refusals: {
    'another-month': '月份与编号不一致',
    'month-not-over': '这个月还没有过完',
    'days-open': '这个月还有没有结账的日子',
    'period-closed': '这个月已结账',
    'period-not-closed': '这个月还没有结账',
  },
  choices: {},
  fields: { month: { label: '月份' }, reason: { label: '原因' } },
} as const satisfies Text<typeof period, PeriodStatus, Readonly<Record<never, never>>>;
