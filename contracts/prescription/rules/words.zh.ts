/** Levels and reasons in words, apart from the texts of every page: only who prescribes or reviews reads them. */
import type { Level } from './declared.ts';
import type { AnswerReason } from './findings.ts';

export const levelWords = {
  refuse: '不能开具',
  'sign-again': '须选理由并再次确认',
  warn: '须选理由',
  tick: '药师确认',
} as const satisfies Readonly<Record<Level, string>>;

/** Why a doctor goes on all the same. */

export const answerWords = {
  tolerated: '患者长期使用并耐受',
  weighed: '已权衡利弊，获益大于风险',
  guideline: '诊疗规范或指南推荐',
  consulted: '上级医师或专科会诊意见',
} as const satisfies Readonly<Record<AnswerReason, string>>;
