import type { Text } from '../words.ts';
import type { department } from './department.ts';
import type { diagnosis, diagnosisSystems } from './diagnosis.ts';
import type { drug, drugControls, drugKinds } from './drug.ts';

export const departmentText = {
  name: '科室',
  states: {},
  refusals: { 'department-closed': '这个科室已停用' },
  choices: {},
  fields: {
    name: { label: '名称' },
    subjectCode: { label: '诊疗科目代码' },
    introduction: { label: '简介' },
    order: { label: '排序' },
  },
} as const satisfies Text<typeof department, never>;

export const diagnosisText = {
  name: '诊断',
  states: {},
  refusals: {},
  choices: { system: { icd10: 'ICD-10', 'tcm-disease': '中医病名', 'tcm-syndrome': '中医证候' } },
  fields: { code: { label: '编码' }, name: { label: '名称' }, system: { label: '体系' } },
} as const satisfies Text<typeof diagnosis, never, { system: (typeof diagnosisSystems)[number] }>;

export const drugText = {
  name: '药品',
  states: {},
  refusals: { 'drug-delisted': '这个药品已下架' },
  choices: {
    kind: { western: '西药', patent: '中成药', herbal: '饮片' },
    control: {
      none: '普通',
      narcotic: '麻醉药品',
      psychotropic: '精神药品',
      toxic: '毒性药品',
      radioactive: '放射性药品',
      special: '特殊管理',
    },
  },
  fields: {
    code: { label: '医保编码' },
    name: { label: '名称' },
    kind: { label: '类别' },
    control: { label: '管制' },
    form: { label: '剂型' },
    specification: { label: '规格' },
    maker: { label: '厂家' },
    unit: { label: '单位' },
    unitPrice: { label: '单价', unit: 'yuan/10000' },
  },
} as const satisfies Text<
  typeof drug,
  never,
  { kind: (typeof drugKinds)[number]; control: (typeof drugControls)[number] }
>;
