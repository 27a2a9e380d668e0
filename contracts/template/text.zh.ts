import type { Text } from '../words.ts';
import type { sharings, template } from './template.ts';

export const templateText = {
  name: '模板',
  states: {},
  refusals: {
    'unknown-template': '没有找到这个模板，可能已被删除',
    'template-empty': '至少写好一项，才能存为模板',
    'personal-data': '里面有身份证号或手机号，请先删去：模板里不能有患者信息',
  },
  choices: { sharing: { own: '仅自己', department: '本科室' } },
  fields: {
    name: { label: '名称' },
    sharing: { label: '谁可使用' },
    diagnoses: { label: '诊断' },
    longSupplyReason: { label: '超过 7 天用量的理由' },
    validDays: { label: '有效期', unit: '天' },
    lines: { label: '药品' },
    chiefComplaint: { label: '主诉' },
    presentIllness: { label: '现病史' },
    pastHistory: { label: '既往史' },
    advice: { label: '处理意见' },
  },
} as const satisfies Text<typeof template, never, { sharing: (typeof sharings)[number] }>;
