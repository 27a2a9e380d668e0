/** What patients and doctors of the demo hospital write to each other, and what is said of it. */

export const questions: readonly (readonly [question: string, answer: string])[] = [
  ['医生您好，我最近的情况和上次差不多。', '您好，我看了您上传的资料。'],
  ['药一直按时吃的，没有漏服。', '目前指标控制得还可以，继续原方案。'],
  ['偶尔会有点头晕，休息后缓解。', '注意低盐饮食，每天监测并记录。'],
  ['好的，我会注意饮食的。', '两周后复查，有不适及时到线下就诊。'],
];
export const ratings = [
  '医生很耐心，解释得很清楚。',
  '回复及时，开药方便。',
  '谢谢医生，好多了。',
  '整体不错，等待时间稍长。',
];
