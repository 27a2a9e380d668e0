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
    subjectCode: {
      label: '诊疗科目',
      hint: '国家诊疗科目名录，监管上报和六岁以下儿童接诊都按它',
      example: '输入代码或名称查找',
    },
    introduction: { label: '介绍' },
    order: { label: '排序' },
  },
} as const satisfies Text<typeof department, never>;

export const diagnosisText = {
  name: '诊断',
  states: {},
  refusals: {},
  choices: { system: { icd10: 'ICD-10', 'tcm-disease': '中医病名', 'tcm-syndrome': '中医证候' } },
  fields: {
    code: { label: '代码', example: 'E11.900' },
    name: { label: '名称' },
    system: { label: '目录' },
  },
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
    code: { label: '医保代码' },
    name: { label: '名称' },
    kind: { label: '类别' },
    control: { label: '管理', hint: '特殊管理的药品不能在线开具。' },
    form: { label: '剂型', example: '片剂' },
    specification: { label: '规格', example: '0.5g*20片' },
    maker: { label: '厂家' },
    unit: { label: '单位', example: '盒' },
    unitPrice: { label: '单价', unit: 'yuan/10000' },
    mostAtOnce: { label: '每次最多', hint: '按片、粒、袋或 ml 计' },
    mostPerDay: { label: '每日最多' },
    leastAge: { label: '最小年龄（周岁）' },
    daysApart: { label: '最少间隔天数', hint: '每周一次的药填 7。' },
    ingredients: { label: '有效成分' },
    group: { label: '药理分类' },
    indications: { label: '适应证', hint: '诊断代码或其开头' },
  },
} as const satisfies Text<
  typeof drug,
  never,
  { kind: (typeof drugKinds)[number]; control: (typeof drugControls)[number] }
>;
