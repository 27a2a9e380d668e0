import type { Text } from '../words.ts';
import type { caseReasons, stuckCase } from './case.ts';
import type { exchangeOutcomes } from './row.ts';
import type { CaseStatus } from './states.ts';

export const caseText = {
  name: '待处理',
  states: {
    open: { word: '待处理', tone: 'waits' },
    retried: { word: '已重发', tone: 'runs' },
    repaired: { word: '已恢复', tone: 'well' },
    closed: { word: '已关闭', tone: 'over' },
  },
  refusals: {
    'unknown-case': '没有这个待处理事项',
    'case-over': '这个事项已经办结',
    'not-yours': '这个事项不在您名下',
  },
  choices: {
    reason: {
      refused: '对方拒绝',
      unanswered: '长时间没有回答',
      pending: '对方长时间未办完',
      broken: '本系统出错',
      lost: '回答丢失，是否办成不明',
    },
    assigned: { mine: '我认领的', nobody: '无人认领' },
    outcome: { answered: '已回答', refused: '被拒绝', unknown: '没有回答' },
  },
  fields: { reason: { label: '原因' } },
} as const satisfies Text<
  typeof stuckCase,
  CaseStatus,
  { reason: (typeof caseReasons)[number]; assigned: 'mine' | 'nobody'; outcome: (typeof exchangeOutcomes)[number] }
>;
