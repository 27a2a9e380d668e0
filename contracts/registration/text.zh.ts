import type { Text } from '../words.ts';
import type { cancelledBy, chiefComplaintForms, registration } from './registration.ts';
import type { RegistrationRow } from './row.ts';
import type { RegistrationStatus } from './states.ts';

export const registrationText = {
  name: '挂号',
  states: {
    held: { word: '待支付', tone: 'waits' },
    paid: { word: '确认中', tone: 'runs' },
    booked: { word: '已挂号', tone: 'runs' },
    completed: { word: '已完成', tone: 'well' },
    'timed-out': { word: '超时取消', tone: 'over' },
    cancelled: { word: '已取消', tone: 'over' },
    failed: { word: '挂号失败', tone: 'wrong' },
  },
  refusals: {
    'unknown-registration': '没有找到这个挂号',
    'registration-exists': { all: '已经提交过了，可在「就诊」中查看', staff: '这个挂号已经存在' },
    'consent-required': { all: '请先阅读并同意知情同意书', staff: '患者还没有同意知情同意书' },
    'paediatrics-required': {
      all: '六岁以下儿童须由儿科医生接诊，请选择儿科',
      staff: '六岁以下儿童须由儿科接诊',
    },
    'hold-expired': { all: '支付时间已过，号源已释放，请重新挂号。没有产生费用', staff: '号源保留时间已过' },
    'not-cancellable': { all: '医生已接诊或挂号已结束，不能自行取消', staff: '这个挂号已经结束，不能再取消' },
  },
  choices: {
    endedBy: { patient: '患者', doctor: '医生', hospital: '医院', his: 'HIS', time: '系统（超时）' },
    side: { patient: '患者', doctor: '医生', hospital: '医院' },
    /** A patient is told where the money goes. */
    refund: {
      none: { all: '', staff: '无' },
      requested: { all: '退款中，将原路退回', staff: '退款中' },
      accepted: { all: '退款处理中，将原路退回', staff: '退款处理中' },
      succeeded: { all: '已退回', staff: '已退款' },
      redirected: { all: '退款改退到银行卡，处理中', staff: '改退银行卡' },
      diverted: { all: '退款未能原路退回，由医院转账', staff: '待医院转账' },
      abnormal: { all: '退款未能原路退回，由医院人工处理', staff: '退款异常' },
      closed: { all: '退款未成功，由医院人工处理', staff: '退款关闭' },
    },
    chiefComplaintForm: { adult: '成人', minor: '未成年人', 'under-six': '六岁以下儿童' },
  },
  fields: {
    clinicSessionId: { label: '班次' },
    visitPersonId: { label: '就诊人' },
    chiefComplaint: { label: '主诉' },
    guardianName: { label: '监护人姓名' },
    attachments: { label: '资料照片' },
    consentVersion: { label: '知情同意书' },
    reason: { label: '原因' },
    side: { label: '提出方' },
  },
} as const satisfies Text<
  typeof registration,
  RegistrationStatus,
  {
    endedBy: NonNullable<RegistrationRow['endedBy']>;
    side: (typeof cancelledBy)[number];
    refund: RegistrationRow['refund'];
    chiefComplaintForm: (typeof chiefComplaintForms)[number];
  }
>;
