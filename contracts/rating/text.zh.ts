import type { Text } from '../words.ts';
import type { rating } from './rating.ts';
import type { RatingStatus } from './states.ts';

export const ratingText = {
  name: '评价',
  states: { rated: { word: '已评价', tone: 'well' }, hidden: { word: '已隐藏', tone: 'over' } },
  refusals: {
    'consultation-not-completed': '问诊完成后才能评价',
    'already-rated': { all: '您已经评价过了，谢谢', staff: '这次问诊已经评价过' },
    'unknown-rating': '没有找到这条评价',
  },
  choices: {},
  fields: {
    stars: { label: '评分', unit: '星' },
    comment: { label: '说说您的感受', hint: '会公开展示，姓名只显示姓氏' },
    reason: { label: '原因' },
  },
} as const satisfies Text<typeof rating, RatingStatus>;
