/** The words for what the contracts name. */

import type { drugKinds } from '@yunzhen/contracts/catalogue/drug';
import type { complaintKinds, complaintSubjects } from '@yunzhen/contracts/complaint/complaint';
import type { complaintStates } from '@yunzhen/contracts/complaint/row';
import type { consultationStates } from '@yunzhen/contracts/consultation/row';
import type { relations } from '@yunzhen/contracts/patient/patient';
import type { titles } from '@yunzhen/contracts/practitioner/practitioner';
import type { prescriptionStatuses } from '@yunzhen/contracts/prescription/row';
import type { cancelledBy } from '@yunzhen/contracts/registration/registration';
import type { RegistrationRow, registrationStatuses } from '@yunzhen/contracts/registration/row';

type Words<T extends readonly string[]> = Readonly<Record<T[number], string>>;

export const titleWords: Words<typeof titles> = {
  chief: '主任医师',
  'associate-chief': '副主任医师',
  attending: '主治医师',
  resident: '住院医师',
  pharmacist: '药师',
  'chief-pharmacist': '主任药师',
};
export const relationWords: Words<typeof relations> = {
  self: '本人',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  other: '其他',
};
export const genderWords = { male: '男', female: '女' } as const;
export const registrationWords: Words<typeof registrationStatuses> = {
  held: '待支付',
  paid: '确认中',
  booked: '已预约',
  completed: '已完成',
  'timed-out': '超时取消',
  cancelled: '已取消',
  failed: '挂号失败',
};
export const consultationWords: Words<typeof consultationStates> = {
  waiting: '候诊中',
  'in-progress': '问诊中',
  completed: '已完成',
  rejected: '已退诊',
  withdrawn: '接诊前取消',
  cancelled: '已取消',
  terminated: '转线下',
};
/** As doctors read them. */
export const prescriptionWords: Words<typeof prescriptionStatuses> = {
  submitted: '待审方',
  claimed: '审方中',
  passed: '审核通过，待发布',
  failed: '审核未通过',
  recalled: '已撤回',
  published: '待患者缴费',
  paid: '待取药',
  rejected: '无法发药，已退款',
  dispensed: '已取药',
  expired: '已过期',
  cancelled: '医院已取消',
};
/** As patients read them; they see published ones alone. */
export const patientPrescriptionWords: Words<typeof prescriptionStatuses> = {
  ...prescriptionWords,
  published: '待缴费',
  expired: '已过期，不可缴费',
};
export const complaintSubjectWords: Words<typeof complaintSubjects> = {
  consultation: '问诊',
  prescription: '处方与发药',
};
export const complaintKindWords: Words<typeof complaintKinds> = {
  attitude: '服务态度',
  treatment: '诊疗质量',
  waiting: '等候太久',
  drugs: '药品与发药',
  fees: '费用',
  privacy: '隐私',
  other: '其他',
};
export const complaintWords: Words<typeof complaintStates> = {
  new: '等待处理',
  'in-hand': '处理中',
  answered: '已答复',
  withdrawn: '已撤回',
};
export const complaintTones = { new: 'accent', 'in-hand': 'primary', answered: 'success', withdrawn: 'plain' } as const;
export const drugKindWords: Words<typeof drugKinds> = { western: '西药', patent: '中成药', herbal: '饮片' };
export const formWords = { adult: '成人', minor: '未成年人', 'under-six': '六岁以下儿童' } as const;
export const refundWords: Readonly<Record<RegistrationRow['refund'], string>> = {
  none: '',
  requested: '退款中，将原路退回',
  succeeded: '已原路退回',
  abnormal: '退款未能原路退回，由医院人工处理',
  closed: '退款未成功，由医院人工处理',
};

/** On whose side something ended before its time. */
export const cancelledByWords: Words<typeof cancelledBy> = {
  patient: '患者',
  doctor: '医生',
  hospital: '医院',
};
