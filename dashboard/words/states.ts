/** What the states and kinds of the contracts are called, and how urgent they look. */

import type { caseReasons } from '@yunzhen/contracts/case/case';
import type { exchangeOutcomes } from '@yunzhen/contracts/case/row';
import type { CaseStatus } from '@yunzhen/contracts/case/states';
import type { diagnosisSystems } from '@yunzhen/contracts/catalogue/diagnosis';
import type { drugControls, drugKinds } from '@yunzhen/contracts/catalogue/drug';
import type { complaintKinds, complaintOutcomes, complaintSubjects } from '@yunzhen/contracts/complaint/complaint';
import type { complaintStates as complaintStatuses } from '@yunzhen/contracts/complaint/row';
import type { consultationStates as consultationStatuses } from '@yunzhen/contracts/consultation/row';
import type { purposes, refundStatuses } from '@yunzhen/contracts/payment/payment';
import type { paymentStatuses } from '@yunzhen/contracts/payment/row';
import type { titles } from '@yunzhen/contracts/practitioner/practitioner';
import type { prescriptionStatuses } from '@yunzhen/contracts/prescription/row';
import type { chiefComplaintForms } from '@yunzhen/contracts/registration/registration';
import type { RegistrationRow, registrationStatuses } from '@yunzhen/contracts/registration/row';
import type { Role } from '@yunzhen/contracts/roles';
import type { SessionRow } from '@yunzhen/contracts/schedule/row';
import type { funnelSteps } from '@yunzhen/contracts/statistics/views';

type Words<T extends string> = Readonly<Record<T, string>>;
/** `waits` asks for somebody's attention, `runs` is under way, `well` ended as it should, `wrong` did not, `over` is neither. */
export type Tone = 'waits' | 'runs' | 'well' | 'wrong' | 'over';
export type Stated<T extends string> = Readonly<Record<T, { readonly word: string; readonly tone: Tone }>>;
const is = (tone: Tone, word: string) => ({ word, tone });

export const roleWords: Words<Role> = {
  patient: '患者',
  doctor: '医生',
  pharmacist: '药师',
  operator: '运营',
  manager: '管理',
  administrator: '系统管理员',
  security: '安全管理员',
  auditor: '审计员',
};
export const genders: Words<'male' | 'female'> = { male: '男', female: '女' };
export const practitionerKinds: Words<'doctor' | 'pharmacist'> = { doctor: '医生', pharmacist: '药师' };
export const titleWords: Words<(typeof titles)[number]> = {
  chief: '主任医师',
  'associate-chief': '副主任医师',
  attending: '主治医师',
  resident: '住院医师',
  pharmacist: '药师',
  'chief-pharmacist': '主任药师',
};
export const registrationStates: Stated<(typeof registrationStatuses)[number]> = {
  held: is('waits', '待支付'),
  paid: is('runs', '确认中'),
  booked: is('runs', '已挂号'),
  completed: is('well', '已完成'),
  'timed-out': is('over', '超时取消'),
  cancelled: is('over', '已取消'),
  failed: is('wrong', '挂号失败'),
};
export const refundStates: Words<RegistrationRow['refund']> = {
  none: '无',
  requested: '退款中',
  succeeded: '已退款',
  abnormal: '退款异常',
  closed: '退款关闭',
};
export const enders: Words<NonNullable<RegistrationRow['endedBy']>> = {
  patient: '患者',
  doctor: '医生',
  hospital: '医院',
  his: 'HIS',
  time: '系统（超时）',
};
export const complaintFormWords: Words<(typeof chiefComplaintForms)[number]> = {
  adult: '成人',
  minor: '未成年人',
  'under-six': '六岁以下（监护人代述）',
};
export const consultationStates: Stated<(typeof consultationStatuses)[number]> = {
  waiting: is('waits', '候诊中'),
  'in-progress': is('runs', '问诊中'),
  completed: is('well', '已完成'),
  rejected: is('over', '医生拒绝'),
  withdrawn: is('over', '接诊前取消'),
  cancelled: is('wrong', '医生取消'),
  terminated: is('over', '转线下'),
};
export const prescriptionStates: Stated<(typeof prescriptionStatuses)[number]> = {
  submitted: is('waits', '待审'),
  claimed: is('runs', '审核中'),
  passed: is('waits', '已通过，待发布'),
  failed: is('wrong', '未通过'),
  recalled: is('over', '已撤回'),
  published: is('runs', '待支付'),
  paid: is('runs', '已支付'),
  rejected: is('wrong', 'HIS 拒绝'),
  dispensed: is('well', '已发药'),
  expired: is('over', '已过期'),
  cancelled: is('over', '已取消'),
};

export const complaintStates: Stated<(typeof complaintStatuses)[number]> = {
  new: is('waits', '待处理'),
  'in-hand': is('runs', '处理中'),
  answered: is('well', '已答复'),
  withdrawn: is('over', '患者撤回'),
};
export const caseStates: Stated<CaseStatus> = {
  open: is('waits', '待处理'),
  retried: is('runs', '已重发'),
  repaired: is('well', '已恢复'),
  closed: is('over', '已关闭'),
};
export const caseReasonWords: Words<(typeof caseReasons)[number]> = {
  refused: '对方拒绝',
  unanswered: '长时间没有回答',
  pending: '对方长时间未办完',
  broken: '本系统出错',
};
export const exchangeOutcomeWords: Words<(typeof exchangeOutcomes)[number]> = {
  answered: '已回答',
  refused: '被拒绝',
  unknown: '没有回答',
};
/** Names that come from settings and tables: one without a word is shown as it is. */
export const systemWords: Readonly<Record<string, string>> = {
  commands: '内部处理',
  deadlines: '到期处理',
  his: '医院信息系统',
  'wechat-pay': '微信支付',
};
export const callWords: Readonly<Record<string, string>> = {
  'his.register': '登记挂号',
  'his.cancel': '取消挂号',
  'his.prescribe': '登记处方',
  'his.cancel-prescription': '取消处方',
  'his.dispense': '登记发药',
  'wechat-pay.prepay': '下单',
  'wechat-pay.query': '查询订单',
  'wechat-pay.close': '关闭订单',
  'wechat-pay.refund': '退款',
};
export const complaintSubjectWords: Words<(typeof complaintSubjects)[number]> = {
  consultation: '问诊',
  prescription: '处方与发药',
};
export const complaintKindWords: Words<(typeof complaintKinds)[number]> = {
  attitude: '服务态度',
  treatment: '诊疗质量',
  waiting: '等候太久',
  drugs: '药品与发药',
  fees: '费用',
  privacy: '隐私',
  other: '其他',
};
export const complaintOutcomeWords: Words<(typeof complaintOutcomes)[number]> = {
  resolved: '属实，已解决',
  rejected: '不成立',
};

export const paymentStates: Stated<(typeof paymentStatuses)[number]> = {
  created: is('runs', '下单中'),
  prepared: is('waits', '待支付'),
  succeeded: is('well', '已支付'),
  closed: is('over', '已关闭'),
};
export const paymentRefundStates: Stated<(typeof refundStatuses)[number]> = {
  requested: is('runs', '退款中'),
  succeeded: is('well', '已退款'),
  abnormal: is('wrong', '退款异常'),
  closed: is('wrong', '退款关闭'),
};
export const closedReasons: Words<'expired' | 'cancelled' | 'refused-by-channel'> = {
  expired: '超时未付',
  cancelled: '已取消',
  'refused-by-channel': '支付渠道拒绝',
};
export const purposeWords: Words<(typeof purposes)[number]> = { registration: '挂号费', prescription: '药费' };
export const sessionStates: Stated<SessionRow['status']> = {
  published: is('well', '出诊'),
  lapsed: is('over', '未发布'),
  suspended: is('wrong', '停诊'),
};
export const drugKindWords: Words<(typeof drugKinds)[number]> = { western: '西药', patent: '中成药', herbal: '饮片' };
export const drugControlWords: Words<(typeof drugControls)[number]> = {
  none: '普通',
  narcotic: '麻醉药品',
  psychotropic: '精神药品',
  toxic: '毒性药品',
  radioactive: '放射性药品',
  special: '特殊管理',
};
export const diagnosisSystemWords: Words<(typeof diagnosisSystems)[number]> = {
  icd10: 'ICD-10',
  'tcm-disease': '中医病名',
  'tcm-syndrome': '中医证候',
};
export const stepWords: Words<(typeof funnelSteps)[number]> = {
  held: '下单',
  paid: '支付',
  booked: '挂号成功',
  accepted: '接诊',
  completed: '完成问诊',
  prescribed: '开出处方',
  dispensed: '发药',
};
