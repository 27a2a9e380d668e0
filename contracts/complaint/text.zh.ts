import type { Text } from '../words.ts';
import type { complaint, complaintKinds, complaintOutcomes, complaintSubjects } from './complaint.ts';
import type { ComplaintStatus } from './states.ts';

export const complaintText = {
  name: '投诉',
  states: {
    new: { word: '待处理', tone: 'waits' },
    'in-hand': { word: '处理中', tone: 'runs' },
    answered: { word: '已答复', tone: 'well' },
    withdrawn: { word: '已撤回', tone: 'over' },
  },
  refusals: {
    'unknown-complaint': '没有找到这次投诉',
    'complaint-open': { all: '您已经投诉过，我们正在处理', staff: '这个投诉还没有办结' },
    'complaint-over': { all: '这次投诉已经处理完，不能再撤回', staff: '这个投诉已经办结，或患者已撤回' },
    'complaint-not-taken': '请先开始处理，再答复',
    'complaint-of-another': '另一位同事已接手这个投诉',
  },
  choices: {
    subject: { consultation: '问诊', prescription: '处方与发药' },
    kind: {
      attitude: '服务态度',
      treatment: '诊疗质量',
      waiting: '等候太久',
      drugs: '药品与发药',
      fees: '费用',
      privacy: '隐私',
      other: '其他',
    },
    outcome: { resolved: '属实，已解决', rejected: '不成立' },
  },
  fields: {
    subject: { label: '投诉对象' },
    kind: { label: '投诉的内容' },
    text: { label: '发生了什么', example: '请写清时间、经过和您希望怎样解决' },
    pictures: { label: '图片' },
    outcome: { label: '结论' },
  },
} as const satisfies Text<
  typeof complaint,
  ComplaintStatus,
  {
    subject: (typeof complaintSubjects)[number];
    kind: (typeof complaintKinds)[number];
    outcome: (typeof complaintOutcomes)[number];
  }
>;
