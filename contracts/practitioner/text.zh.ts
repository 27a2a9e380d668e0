import type { Text } from '../words.ts';
import type { practitioner, services, titles } from './practitioner.ts';

export const practitionerText = {
  name: '医务人员',
  states: {},
  refusals: {
    'unknown-practitioner': { all: '没有找到这位医生', staff: '没有这位医务人员' },
    'practice-too-short': '独立执业未满三年，不能开展互联网诊疗',
    'practitioner-retired': { all: '账号已停用，请联系医院', staff: '这位医务人员已离职' },
  },
  choices: {
    kind: { doctor: '医生', pharmacist: '药师' },
    gender: { male: '男', female: '女' },
    title: {
      chief: '主任医师',
      'associate-chief': '副主任医师',
      attending: '主治医师',
      resident: '住院医师',
      pharmacist: '药师',
      'chief-pharmacist': '主任药师',
    },
    service: { 'online-clinic': '网络门诊', 'health-consultation': '健康咨询' },
  },
  fields: {
    kind: { label: '岗位' },
    name: { label: '姓名' },
    gender: { label: '性别' },
    title: { label: '职称' },
    departmentId: { label: '科室' },
    practisingSince: { label: '独立执业自', hint: '医生满三年才能开展互联网诊疗。' },
    licence: {
      label: '执业证书',
      parts: {
        number: { label: '执业证号' },
        issuedBy: { label: '发证机关' },
        issuedOn: { label: '发证日期' },
        scope: { label: '执业范围', example: '内科专业' },
      },
    },
    introduction: { label: '介绍' },
    specialities: { label: '擅长', hint: '患者按这些词找到医生，用顿号或逗号隔开', example: '高血压、冠心病' },
    photo: { label: '照片' },
    service: { label: '服务' },
    on: { label: '开启' },
  },
  refusedAt: { 'practice-too-short': 'practisingSince', 'unknown-department': 'departmentId' },
} as const satisfies Text<
  typeof practitioner,
  never,
  {
    kind: 'doctor' | 'pharmacist';
    gender: 'male' | 'female';
    title: (typeof titles)[number];
    service: (typeof services)[number];
  }
>;
