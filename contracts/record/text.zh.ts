import { diagnosisText } from '../catalogue/text.zh.ts';
import type { Text } from '../words.ts';
import type { record } from './record.ts';
import type { RecordStatus } from './states.ts';

export const recordText = {
  name: '病历',
  states: { written: { word: '未发布', tone: 'runs' }, published: { word: '已发布', tone: 'well' } },
  refusals: {
    'unknown-record': '没有找到病历，请先保存',
    'record-published': '病历已发布，不能再修改',
  },
  choices: {},
  fields: {
    diagnoses: { label: '诊断', parts: diagnosisText.fields },
    chiefComplaint: { label: '主诉', example: '主要症状和持续时间' },
    presentIllness: { label: '现病史', example: '起病、变化、用药和近期检查' },
    pastHistory: { label: '既往史', example: '既往疾病、过敏史；没有请写“无特殊”' },
    advice: { label: '处理意见', example: '用药、复查和生活方式建议' },
  },
} as const satisfies Text<typeof record, RecordStatus>;
