import { diagnosisText } from '../catalogue/text.zh.ts';
import { usageFields } from '../prescription/text.zh.ts';
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
  choices: { sharing: { own: '只有我', department: '本科室医生' } },
  fields: {
    name: { label: '模板名称', example: '如 高血压稳定期续方' },
    sharing: { label: '谁可以用', hint: '只有您能修改和删除' },
    diagnoses: { label: '诊断', parts: diagnosisText.fields },
    longSupplyReason: { label: '超过 7 天用量的理由' },
    validDays: { label: '有效期', unit: '天' },
    lines: { label: '药品', parts: usageFields },
    chiefComplaint: { label: '主诉' },
    presentIllness: { label: '现病史' },
    pastHistory: { label: '既往史' },
    advice: { label: '处理意见' },
  },
} as const satisfies Text<typeof template, never, { sharing: (typeof sharings)[number] }>;
