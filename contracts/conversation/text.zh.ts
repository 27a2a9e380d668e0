import type { Text } from '../words.ts';
import type { conversation } from './conversation.ts';
import type { ConversationStatus } from './states.ts';

export const conversationText = {
  name: '对话',
  states: { open: { word: '进行中', tone: 'runs' }, closed: { word: '已结束', tone: 'over' } },
  refusals: {
    'unknown-conversation': '没有找到对话',
    'conversation-closed': '问诊已结束，不能再发送消息',
    'empty-message': '不能发送空消息',
  },
  choices: { kind: { text: '文字', picture: '照片' } },
  fields: {
    messageId: { label: '消息' },
    kind: { label: '类型' },
    text: { label: '文字' },
    fileId: { label: '照片' },
    upTo: { label: '已读到' },
  },
} as const satisfies Text<typeof conversation, ConversationStatus, { kind: 'text' | 'picture' }>;
