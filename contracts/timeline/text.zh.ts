/** What happened, in the words of a timeline. No zod: screens import it. */
import type { stuckCase } from '../case/case.ts';
import type { complaint } from '../complaint/complaint.ts';
import type { consultation } from '../consultation/consultation.ts';
import type { dispensing } from '../dispensing/dispensing.ts';
import type { payment } from '../payment/payment.ts';
import type { prescription } from '../prescription/prescription.ts';
import type { rating } from '../rating/rating.ts';
import type { record } from '../record/record.ts';
import type { registration } from '../registration/registration.ts';
import type { Role } from '../roles.ts';
import type { clinicSession } from '../schedule/clinic-session.ts';

/** Null: not shown, as it says nothing that another event does not. */
type Words<C extends { readonly events: object }> = { readonly [K in keyof C['events'] & string]: string | null };

const registrationWords: Words<typeof registration> = {
  held: '下单占号',
  paid: '支付完成',
  paymentDeclined: '支付未被接受，退回',
  booked: '挂号成功',
  failed: '挂号失败',
  timedOut: '超时未支付，释放号源',
  cancelled: '取消挂号',
  completed: '就诊完成',
};
const consultationWords: Words<typeof consultation> = {
  opened: '进入候诊',
  accepted: '医生接诊',
  rejected: '医生退诊',
  withdrawn: '撤回问诊',
  prescribed: '开具处方',
  cancelled: '问诊取消',
  terminated: '医生终止问诊',
  completed: '结束问诊',
};
const recordWords: Words<typeof record> = { written: '书写病历', published: '发布病历' };
const ratingWords: Words<typeof rating> = { rated: '患者评价', hidden: '隐藏评价' };
const prescriptionWords: Words<typeof prescription> = {
  submitted: '提交处方',
  recalled: '撤回处方',
  claimed: '领取审方',
  released: '放回待审',
  passed: '审核通过',
  failed: '审核未通过',
  published: '发布给患者',
  paid: '支付完成',
  paymentDeclined: '支付未被接受，退回',
  rejected: '医院系统未接收',
  dispensed: '已发药',
  expired: '超过有效期',
  cancelled: '取消处方',
  barred: '不可再发药',
};
const dispensingWords: Words<typeof dispensing> = { readied: '可以取药', dispensed: '核对发药', cancelled: '停止发药' };
const paymentWords: Words<typeof payment> = {
  created: '下单',
  tenderPrepared: '支付渠道下单',
  tenderSucceeded: '支付渠道收款',
  succeeded: '支付成功',
  linePaid: null,
  declined: '支付未被接受',
  closed: '关闭订单',
  refundRequested: '发起退款',
  refundAccepted: '支付渠道受理退款',
  refundSucceeded: '退款到账',
  refundFailed: '退款失败',
  refundRedirected: '改退到银行卡',
  refundDiverted: '退款转入医院账户',
  refundTransferred: '线下转账退款',
  refundFound: '发现渠道侧退款',
  refundAsked: '患者申请退款',
  refundGranted: '同意退款申请',
  refundDenied: '拒绝退款申请',
};
const complaintWords: Words<typeof complaint> = {
  filed: '提交投诉',
  taken: '受理投诉',
  answered: '答复投诉',
  withdrawn: '撤回投诉',
};
const sessionWords: Words<typeof clinicSession> = {
  published: '发布班次',
  lapsed: '班次作废',
  suspended: '停诊',
  closed: '班次结束',
  numberHeld: null,
  numberBooked: null,
  numberReleased: null,
};
const caseWords: Words<typeof stuckCase> = {
  opened: '转为待处理',
  retried: '重发',
  failed: '重发后仍未办成',
  repaired: '已恢复',
  closed: '关闭',
  taken: '认领',
  'given-back': '退回',
};

const byCapability: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  registration: registrationWords,
  consultation: consultationWords,
  record: recordWords,
  rating: ratingWords,
  prescription: prescriptionWords,
  dispensing: dispensingWords,
  payment: paymentWords,
  complaint: complaintWords,
  'clinic-session': sessionWords,
  case: caseWords,
};
const camel = (wire: string): string => wire.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** `prescription.recalled` → 撤回处方; null where it is not shown. Throws TypeError for an event without words. */
export const momentWords = (type: string): string | null => {
  const [capability = '', event = ''] = type.split('.');
  const words = byCapability[capability];
  const said = words?.[event] === undefined ? words?.[camel(event)] : words[event];
  if (said === undefined) throw new TypeError(`there are no words for ${type}`);
  return said;
};

export const roleWords: Readonly<Record<Role | 'system', string>> = {
  patient: '患者',
  doctor: '医生',
  pharmacist: '药师',
  operator: '运营',
  manager: '管理者',
  administrator: '系统管理员',
  security: '安全管理员',
  auditor: '审计员',
  system: '系统',
};
