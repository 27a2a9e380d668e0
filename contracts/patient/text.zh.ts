import type { Text } from '../words.ts';
import type { patient, relations } from './patient.ts';

export const patientText = {
  name: '患者',
  states: {},
  refusals: {
    'unknown-patient': '没有找到您的账户，请重新登录',
    'visit-person-exists': '这位就诊人已经添加过了',
    'hold-unpaid': '这位就诊人还有一个号没有付款，请先付款或取消它',
    'too-many-holds': '今天占号未付款的次数太多了，请明天再约',
    'too-many-visit-persons': '最多可添加 8 位就诊人，请先移除不用的',
    'consent-version-unknown': '知情同意书已更新，请重新阅读',
  },
  choices: {
    relation: { self: '本人', spouse: '配偶', child: '子女', parent: '父母', other: '其他' },
    gender: { male: '男', female: '女' },
  },
  fields: {
    visitPersonId: { label: '就诊人' },
    relation: { label: '与您的关系' },
    name: { label: '姓名', example: '与身份证一致' },
    idNumber: { label: '身份证号码', hint: '18 位，用于实名挂号，加密保存' },
    phone: { label: '手机号码' },
    guardianName: { label: '监护人姓名', hint: '六岁以下儿童须由监护人陪同就诊' },
    version: { label: '知情同意书' },
    doctorId: { label: '医生' },
  },
  refusedAt: {
    'visit-person-exists': 'idNumber',
    'guardian-required': 'guardianName',
    'guardian-is-child': 'guardianName',
  },
} as const satisfies Text<typeof patient, never, { relation: (typeof relations)[number]; gender: 'male' | 'female' }>;
