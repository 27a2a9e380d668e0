import type { Text } from '../words.ts';
import type { approval } from './approval.ts';
import type { ApprovalStatus } from './states.ts';

export const approvalText = {
  name: '核准',
  states: {
    proposed: { word: '待核准', tone: 'waits' },
    approved: { word: '已核准', tone: 'well' },
    declined: { word: '未核准', tone: 'wrong' },
    withdrawn: { word: '已撤回', tone: 'over' },
    lapsed: { word: '过期未核准', tone: 'over' },
  },
  refusals: {
    'nothing-proposed': '现在没有等待核准的申请，或内容已更新，请刷新后再看',
    'proposed-already': '已有人提出，等待核准',
    'same-person': '提出的人不能自己核准，请由另一位同事核准',
  },
  choices: {},
  fields: {
    round: { label: '第几次提出' },
    input: { label: '核准人填写' },
    reason: { label: '原因' },
  },
} as const satisfies Text<typeof approval, ApprovalStatus>;
