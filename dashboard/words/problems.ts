/** Problem codes in the words of this product: what happened, and what is safe. Every refusal a dashboard command can meet has its own. */

import type { AccountRefusal } from '@yunzhen/contracts/account/account';
import { NoAnswer, Problem } from '@yunzhen/contracts/api/problem';
import type { CaseRefusal } from '@yunzhen/contracts/case/case';
import type { DepartmentRefusal } from '@yunzhen/contracts/catalogue/department';
import type { DiagnosisRefusal } from '@yunzhen/contracts/catalogue/diagnosis';
import type { DrugRefusal } from '@yunzhen/contracts/catalogue/drug';
import type { ComplaintRefusal } from '@yunzhen/contracts/complaint/complaint';
import type { ConsultationRefusal } from '@yunzhen/contracts/consultation/consultation';
import type { DispensingRefusal } from '@yunzhen/contracts/dispensing/dispensing';
import type { PractitionerRefusal } from '@yunzhen/contracts/practitioner/practitioner';
import type { PrescriptionRefusal } from '@yunzhen/contracts/prescription/prescription';
import type { RatingRefusal } from '@yunzhen/contracts/rating/rating';
import type { RegistrationRefusal } from '@yunzhen/contracts/registration/registration';
import type { SessionRefusal } from '@yunzhen/contracts/schedule/session';

type Refused =
  | AccountRefusal
  | CaseRefusal
  | ComplaintRefusal
  | ConsultationRefusal
  | DepartmentRefusal
  | DiagnosisRefusal
  | DrugRefusal
  | DispensingRefusal
  | PractitionerRefusal
  | PrescriptionRefusal
  | RegistrationRefusal
  | RatingRefusal
  | SessionRefusal;

const refusals: Readonly<Record<Refused, string>> = {
  'unknown-account': '没有这个账号。',
  'account-closed': '这个账号已停用，请联系管理员。',
  'account-taken': '这个账号已有另一个角色。',
  'account-exists': '这个人已经有账号；如需重新邀请，请用“重置”。',
  'credential-taken': '这个登录名或微信已属于另一个账号。',
  'own-account': '不能对自己的账号这样做，请由另一位管理员办理。',
  'same-person': '提出的人不能自己核准，请由另一位安全管理员核准。',
  'not-proposed': '这个账号现在不等待核准。',
  'needs-invitation': '需要重新邀请并核准，才能启用。',
  'wechat-already-bound': '已绑定另一部手机，请先解绑。',
  'unknown-holder': '账号对应的人员不存在。',
  'unknown-department': '没有这个科室，可能已被停用。',
  'department-closed': '这个科室已停用。',
  'unknown-diagnosis': '目录中没有这个诊断。',
  'unknown-drug': '目录中没有这个药品。',
  'drug-delisted': '这个药品已下架。',
  'not-ready': '这张处方还不能发药：尚未支付，或 HIS 尚未确认。',
  'wrong-code': '取药码不正确，没有发药。请核对后重新扫码或输入。',
  'already-dispensed': '这张处方已经发过药，不能再次发药。',
  'unknown-practitioner': '没有这位医务人员。',
  'practice-too-short': '独立执业未满三年，不能开展互联网诊疗。',
  'practitioner-retired': '这位医务人员已离职。',
  'unknown-prescription': '没有这张处方。',
  'consultation-not-in-progress': '问诊不在进行中。',
  'record-required': '需要先写病历。',
  'record-not-published': '病历还没有发布，不能完成问诊。',
  'visit-cancelled': '这次问诊已取消或终止，处方随之取消，不能再审核、支付或发药。',
  'prescription-expired': '这张处方已过有效期。',
  'prescription-cancelled': '这张处方已取消。',
  'drug-controlled': '管制药品不能在线开具。',
  'too-many-drugs': '一张处方最多五种药品。',
  'supply-too-long': '用药天数超过限制。',
  'herbal-apart': '饮片需要单独开方。',
  'same-drug-twice': '同一药品出现两次。',
  'dose-implausible': '每次用量不是可以服用的剂量。',
  'quantity-implausible': '数量远超所写天数的用量。',
  'diagnosis-not-in-record': '处方诊断不在病历中。',
  'not-submitted': '这张处方已不在待审状态：可能已被医生撤回或已审完。',
  'not-revisable': '这张处方现在不能修改。',
  'not-recallable': '这张处方已不能撤回。',
  'claimed-by-another': '另一位药师已领取这张处方。',
  'not-claimed': '请先领取这张处方再审核。',
  'prescription-not-passed': '这张处方还没有通过审核。',
  'not-payable': '这张处方现在不能支付。',
  'prescription-not-cancellable': '这张处方现在不能取消：还没有审完，或已经结束。',
  'handed-out': '药品已经发给患者，不能再取消。',
  'dispensing-cancelled': '这张处方已被取消，不能发药。',
  'not-paid': '这张处方还没有支付。',
  'consultation-not-completed': '问诊还没有完成。',
  'already-rated': '这次问诊已经评价过。',
  'unknown-rating': '没有这条评价。',
  'unknown-subject': '没有这次就诊或处方。',
  'unknown-case': '没有这个待处理事项。',
  'case-over': '这个事项已经办结。',
  'unknown-complaint': '没有这个投诉。',
  'unknown-file': '图片不存在，或者不是您上传的。',
  'complaint-open': '这个投诉还没有办结。',
  'complaint-over': '这个投诉已经办结，或患者已撤回。',
  'complaint-not-taken': '请先开始处理，再答复。',
  'complaint-of-another': '另一位同事已接手这个投诉。',
  'guardian-is-child': '监护人不能是孩子本人。',
  'paediatrics-required': '六岁以下儿童须由儿科接诊。',
  'clinic-off': '医生已停止网络门诊，或科室已停用，不能发布班次或预约。',
  'unknown-session': '没有这个班次。',
  'session-suspended': '这个班次已停诊。',
  'session-over': '这个班次已结束。',
  'session-lapsed': '发布中断太久，这段时间已排给另一个班次；请关闭后重新填写。',
  'unknown-registration': '没有这个挂号。',
  'registration-exists': '这个挂号已经存在。',
  'unknown-visit-person': '没有这位就诊人。',
  'consent-required': '患者还没有同意知情同意书。',
  'guardian-required': '六岁以下需要监护人。',
  'hold-expired': '号源保留时间已过。',
  'being-confirmed': '正在与 HIS 确认，请稍后再试。',
  'not-cancellable': '这个挂号已经结束，不能再取消。',
  'unknown-consultation': '没有这次问诊。',
  'not-waiting': '医生已接诊，不能再取消。',
  'not-in-progress': '问诊不在进行中。',
  'already-accepted': '医生已接诊，不能再取消。',
  'already-over': '问诊已经结束。',
  'sold-out': '号源已满。',
  'already-booked': '这位就诊人已挂过这个班次的号。',
  'number-not-held': '这个号没有被占用。',
  'unknown-doctor': '没有这位医生。',
  'doctor-busy': '这位医生在这个时间已有班次，请换一个时间，或先停诊原来的班次。',
  'session-times-wrong': '结束时间要晚于开始时间，不能已经过去；一个班次最长一天，最多提前 90 天发布。',
};

const edge: Readonly<Record<string, string>> = {
  'wrong-credentials': '账号或密码不正确。',
  'sign-in-locked': '多次输入错误，账号暂时锁定。请 15 分钟后再试。',
  'rate-limited': '请求太频繁，请稍后再试。',
  forbidden: '您的角色没有这项权限。',
  'not-found': '没有找到，或者您无权查看。',
  conflict: '刚刚有其他人修改了它。请看过最新内容后再试。',
  'invalid-input': '填写的内容有误，请检查标出的字段。',
  'key-reused': '这次操作与上一次冲突，请重新操作。',
  'outcome-unknown': '系统还不确定是否完成。再按一次会得到同一个结果，不会重复执行。',
  'view-behind': '数据还在更新，请稍后重试。',
  'newer-event': '系统正在升级，请稍后重试。已填写的内容还在。',
  unavailable: '服务暂时不可用，请稍后重试。已填写的内容还在。',
  'subject-erased': '此人的个人信息已按要求删除。',
  internal: '系统内部出错，已记录。已填写的内容还在。',
  'token-expired': '登录已过期，请重新登录。',
  'token-invalid': '登录已失效，请重新登录。',
  'token-revoked': '登录已失效，请重新登录。',
  'payload-too-large': '内容太大。',
};

const isRefused = (code: string): code is Refused => code in refusals;

/** One or two sentences for a person; an unknown code is shown so that it can be reported. */
export const problemWords = (error: unknown): string => {
  if (error instanceof NoAnswer) return '网络连接中断，没有收到结果。已填写的内容还在，恢复后请重试。';
  if (!(error instanceof Problem)) return '页面出错了，请重试。';
  const words = isRefused(error.code) ? refusals[error.code] : (edge[error.code] ?? `出错了（${error.code}）。`);
  return error.instance ? `${words}（编号 ${error.instance.slice(-8)}）` : words;
};
