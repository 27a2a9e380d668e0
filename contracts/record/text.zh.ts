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
    diagnoses: { label: '诊断' },
    chiefComplaint: { label: '主诉' },
    presentIllness: { label: '现病史' },
    pastHistory: { label: '既往史' },
    advice: { label: '处理意见' },
  },
} as const satisfies Text<typeof record, RecordStatus>;
