import { diagnosisText } from '../catalogue/text.zh.ts';
import type { FieldText, Text } from '../words.ts';
import type { prescription } from './prescription.ts';
import type { PrescriptionStatus } from './states.ts';
import type { usage } from './usage.ts';

/** Of one drug on a sheet. */
export const usageFields = {
  drugId: { label: '药品' },
  dose: { label: '每次用量', parts: { value: { label: '数', example: '如 5' }, unit: { label: '单位' } } },
  frequency: { label: '频次' },
  mostADay: { label: '每日最多' },
  timing: { label: '时间' },
  route: { label: '用法' },
  days: { label: '天数', unit: '天' },
  quantity: { label: '数量' },
} as const satisfies Readonly<Record<keyof typeof usage, FieldText>>;

export const prescriptionText = {
  name: '处方',
  states: {
    submitted: { word: '待审方', tone: 'waits' },
    claimed: { word: '审方中', tone: 'runs' },
    passed: { word: '审核通过，待发布', tone: 'waits' },
    failed: { word: '审核未通过', tone: 'wrong' },
    recalled: { word: '已撤回', tone: 'over' },
    published: { word: '待缴费', tone: 'runs' },
    paid: { word: '待取药', tone: 'runs' },
    /** Staff need to know who refused, the others what it means for them. */
    rejected: { word: { all: '无法发药，已退款', staff: 'HIS 拒绝' }, tone: 'wrong' },
    /** From the side of the one who reads: handed out, or picked up. */
    dispensed: { word: { all: '已取药', staff: '已发药' }, tone: 'well' },
    expired: { word: { all: '已过期', patient: '已过期，不可缴费' }, tone: 'over' },
    /** On whose side is said beside it. */
    cancelled: { word: '已取消', tone: 'over' },
  },
  refusals: {
    'unknown-prescription': '没有找到处方',
    'diagnosis-not-in-record': '处方诊断须是病历中的诊断，请先写入病历',
    'over-dose': '每次用量超过说明书，请选择理由',
    'over-dose-a-day': '每日用量超过说明书，请选择理由',
    'duplicate-group': '两种药作用相同，请选择理由',
    'no-indication': '处方诊断中没有药品的适应证',
    'flags-open': '系统提示还没有逐条确认',
    'record-required': '请先写好病历并保存，再开处方',
    'not-submitted': '处方不在待审方状态，可能已被医生撤回或已审完',
    'not-revisable': '处方已提交，不能修改；可先撤回',
    'not-recallable': '药师已开始审方，不能撤回',
    'claimed-by-another': '其他药师正在审方',
    'not-claimed': '请先领取这张处方再审核',
    'prescription-not-passed': '药师审核通过后才能发布',
    'prescription-expired': '处方已过有效期',
    'prescription-cancelled': '处方已取消',
    'prescription-not-cancellable': '处方现在不能取消：还没有审完，或已经结束',
  },
  choices: {},
  fields: {
    consultationId: { label: '问诊' },
    diagnoses: { label: '诊断', parts: diagnosisText.fields },
    lines: { label: '药品', parts: usageFields },
    longSupplyReason: { label: '超过 7 天用量的理由' },
    validDays: { label: '有效期', unit: '天' },
    answers: { label: '理由', parts: { rule: { label: '规则' }, reason: { label: '理由' } } },
    ticked: { label: '已确认的提示' },
    reason: { label: '原因' },
  },
} as const satisfies Text<typeof prescription, PrescriptionStatus>;
