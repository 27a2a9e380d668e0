/** What the contracts call states and kinds, as staff read it, and how urgent they look. */
import type { Role } from '@yunzhen/contracts/roles';
import type { Said } from '@yunzhen/contracts/said';
import type { funnelSteps } from '@yunzhen/contracts/statistics/queries';
import { texts } from '@yunzhen/contracts/texts.zh';
import { type StateText, statesFor, type Tone, wordsFor } from '@yunzhen/contracts/words';

export type { Tone } from '@yunzhen/contracts/words';
export type Stated<T extends string> = Readonly<Record<T, { readonly word: string; readonly tone: Tone }>>;
type Words<T extends string> = Readonly<Record<T, string>>;

const words = <K extends string>(said: Readonly<Record<K, Said>>): Words<K> => wordsFor('staff', said);
const stated = <K extends string>(states: Readonly<Record<K, StateText>>): Stated<K> => statesFor('staff', states);

export const roleWords: Words<Role> = { patient: '患者', ...texts.account.choices.role };
export const stepWords: Words<(typeof funnelSteps)[number]> = {
  held: '下单',
  paid: '支付',
  booked: '挂号成功',
  accepted: '接诊',
  completed: '完成问诊',
  prescribed: '开出处方',
  dispensed: '发药',
};

const {
  registration,
  consultation,
  prescription,
  payment,
  complaint,
  'clinic-session': clinicSession,
  practitioner,
  drug,
  diagnosis,
} = texts;
export const registrationStates = stated(registration.states);
export const refundStates = words(registration.choices.refund);
export const enders = words(registration.choices.endedBy);
export const complaintFormWords = words(registration.choices.chiefComplaintForm);
export const consultationStates = stated(consultation.states);
export const prescriptionStates = stated(prescription.states);
export const accountStates = stated(texts.account.states);
export const privacyKindWords = words(texts.privacy.choices.kind);
export const privacyOutcomeWords = words(texts.privacy.choices.outcome);
const privacyStatusWords = words(texts.privacy.choices.status);
/** Tones of requests: they are no states of a stream of their own. */
export const privacyStates: Stated<keyof typeof texts.privacy.choices.status> = stated({
  requested: { word: privacyStatusWords.requested, tone: 'waits' },
  granted: { word: privacyStatusWords.granted, tone: 'well' },
  refused: { word: privacyStatusWords.refused, tone: 'over' },
  withdrawn: { word: privacyStatusWords.withdrawn, tone: 'over' },
  restricted: { word: privacyStatusWords.restricted, tone: 'runs' },
  erased: { word: privacyStatusWords.erased, tone: 'well' },
});
export const approvalStates = stated(texts.approval.states);
export const accountChangeWords = words(texts.account.choices.change);
export const complaintStates = stated(complaint.states);
export const complaintSubjectWords = words(complaint.choices.subject);
export const complaintKindWords = words(complaint.choices.kind);
export const complaintOutcomeWords = words(complaint.choices.outcome);
export const paymentStates = stated(payment.states);
/** Tones of refunds: they are no states of a stream of their own. */
export const paymentRefundStates: Stated<keyof typeof payment.choices.refund> = stated({
  requested: { word: payment.choices.refund.requested, tone: 'runs' },
  accepted: { word: payment.choices.refund.accepted, tone: 'runs' },
  succeeded: { word: payment.choices.refund.succeeded, tone: 'well' },
  abnormal: { word: payment.choices.refund.abnormal, tone: 'wrong' },
  redirected: { word: payment.choices.refund.redirected, tone: 'runs' },
  diverted: { word: payment.choices.refund.diverted, tone: 'waits' },
  closed: { word: payment.choices.refund.closed, tone: 'wrong' },
});
export const caseStates = stated(texts.case.states);
export const caseReasonWords = words(texts.case.choices.reason);
export const caseAssignedWords = words(texts.case.choices.assigned);
export const disclosureKindWords = words(texts.disclosure.choices.kind);
export const disclosureReasonWords = words(texts.disclosure.choices.reason);
/** By its name, what a capability is called. */
export const topicWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([capability, { name }]) => [capability, name]),
);
export const exchangeOutcomeWords = words(texts.case.choices.outcome);
export const closedReasons = words(payment.choices.closedReason);
export const businessWords = words(payment.choices.business);
/** What a bill is for, each kind once. */
export const businessesOf = (lines: readonly { readonly business: keyof typeof businessWords }[]): string =>
  [...new Set(lines.map(({ business }) => businessWords[business]))].join('、');
export const methodWords = words(payment.choices.method);
export const requestStates: Stated<keyof typeof payment.choices.request> = stated({
  asked: { word: payment.choices.request.asked, tone: 'waits' },
  granted: { word: payment.choices.request.granted, tone: 'well' },
  denied: { word: payment.choices.request.denied, tone: 'over' },
});
export const clinicSessionStates = stated(clinicSession.states);
export const genders = words(practitioner.choices.gender);
export const practitionerKinds = words(practitioner.choices.kind);
export const titleWords = words(practitioner.choices.title);
export const drugKindWords = words(drug.choices.kind);
export const drugControlWords = words(drug.choices.control);
export const diagnosisSystemWords = words(diagnosis.choices.system);

export const reconciliationStates = stated(texts.reconciliation.states);
export const statementWords = words(texts.reconciliation.choices.statement);
export const statementSourceWords = words(texts.reconciliation.choices.source);
export const statementFaultWords = words(texts.reconciliation.choices.fault);
export const movementWords = words(texts.reconciliation.choices.movement);
export const differenceStates = stated(texts.difference.states);
export const outcomeWords = words(texts.difference.choices.kind);
export const lineKindWords = words(texts.difference.choices.line);
export const wayWords = words(texts.difference.choices.way);
export const periodStates = stated(texts.period.states);

/** Systems of others: more come with their gateways. */
export const outsideWords: Readonly<Record<string, string>> = { his: '医院信息系统', 'wechat-pay': '微信支付' };
export const systemWords: Readonly<Record<string, string>> = {
  ...outsideWords,
  commands: '内部处理',
  deadlines: '到期处理',
  access: '登录凭据',
  people: '个人信息',
  books: '对账',
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
  'his.refund': '退费',
  'wechat-pay.refund': '退款',
  'wechat-pay.refund-state': '查询退款',
  'wechat-pay.failed-refund': '退款失败',
  'wechat-pay.redirect-refund': '改退银行卡',
  'wechat-pay.notified': '支付通知',
  'books.fetch': '取账单',
  'books.match': '核对账目',
  'books.explained': '记下已查明',
};
