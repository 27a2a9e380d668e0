import type { Text } from '../words.ts';
import type { privacy, privacyKinds, privacyOutcomes } from './privacy.ts';
import type { privacyStatuses } from './row.ts';

export const privacyText = {
  name: '个人信息申请',
  states: {},
  refusals: {
    'request-open': { all: '您已经提过同样的申请，我们正在办理', staff: '已有同样的申请在办理' },
    'request-decided': { all: '这个申请已经办结，不能再撤回', staff: '这个申请已经办结，或已被撤回' },
    'text-required': '请写明哪里不对，应当怎样改',
    'hold-exists': '这个案号已在保留',
    'unknown-hold': '没有这个案号的保留',
    'not-own-data': '只能申请自己的个人信息',
  },
  choices: {
    kind: { correction: '更正', erasure: '注销账号并删除个人信息' },
    outcome: { granted: '同意', refused: '不同意' },
    status: {
      requested: '待处理',
      granted: '已同意',
      refused: '未同意',
      withdrawn: '已撤回',
      restricted: '已封存',
      erased: '已删除',
    },
  },
  fields: {
    requestId: { label: '申请编号' },
    kind: { label: '申请' },
    text: { label: '说明' },
    outcome: { label: '结论' },
    reason: { label: '给本人的说明' },
    caseNumber: { label: '案号' },
  },
} as const satisfies Text<
  typeof privacy,
  never,
  {
    kind: (typeof privacyKinds)[number];
    outcome: (typeof privacyOutcomes)[number];
    status: (typeof privacyStatuses)[number];
  }
>;
