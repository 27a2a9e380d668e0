/** Refusals that several capabilities know: one code means one thing, and is said in one way. */
import type { Said } from './said.ts';

export const shared = {
  'unknown-department': '没有这个科室，可能已被停用',
  'unknown-doctor': '没有找到这位医生',
  'unknown-drug': { all: '有药品已下架，请移除后重试', staff: '目录中没有这个药品' },
  'unknown-diagnosis': { all: '诊断不在目录中，请重新选择', staff: '目录中没有这个诊断' },
  'unknown-request': '没有找到这个申请',
  'unknown-subject': '没有找到这次就诊或处方',
  'unknown-visit-person': '没有找到这位就诊人，请重新选择',
  'guardian-required': '六岁以下儿童须填写监护人姓名',
  'guardian-is-child': {
    all: '监护人不能是孩子本人，请填写陪同家长的姓名',
    staff: '监护人不能是孩子本人',
  },
  'clinic-off': {
    all: '医生目前不接受网络门诊预约，请选择其他医生。没有产生费用',
    doctor: '医生已停止网络门诊，或科室已停用，不能发布班次或预约',
    staff: '医生已停止网络门诊，或科室已停用，不能发布班次或预约',
  },
  'clinic-session-over': { all: '这次出诊已经结束，请选择其他时间', staff: '这个班次已结束' },
  'doctor-busy': '这位医生在这个时间已有班次，请换一个时间，或先停诊原来的班次',
  'being-confirmed': { all: '正在与医院确认，请稍等片刻再试。您的款项是安全的', staff: '正在与 HIS 确认，请稍后再试' },
  'not-payable': '现在不能支付，可能已支付或已过期',
  'not-paid': '还没有支付',
  'handed-out': '药品已经发出，不能再取消',
  'consultation-not-in-progress': '问诊不在进行中，不能书写',
  'visit-cancelled': {
    all: '这次问诊已取消或终止，其中的病历和处方不能再继续',
    staff: '这次问诊已取消或终止，处方随之取消，不能再审核、支付或发药',
  },
  'drug-controlled': '特殊管理药品不能在线上开具',
  'too-many-drugs': '一张处方最多 5 种西药或中成药',
  'supply-too-long': '超过 7 天用量须填写理由',
  'herbal-apart': '饮片须单独开一张处方',
  'same-drug-twice': '同一种药品只能开一次',
  'dose-implausible': '每次用量超过一整盒或常人所能服用，请核对',
  'prn-limit': '必要时使用的须写明每日最多用量，且不少于一次用量',
  'quantity-implausible': '数量与用量和天数不符：一盒不拆，够用即可',
  'unknown-file': { all: '图片已过期，请重新添加', staff: '图片不存在，或者不是您上传的' },
  'credential-taken': '这个登录名或微信已属于另一个账号',
} as const satisfies Readonly<Record<string, Said>>;
