import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import type { MessageRow } from '@yunzhen/contracts/conversation/row';
import { view } from '../view.ts';

/** P6.14: every message. Kept by its place: message ids are chosen by clients and need not be their own. */
export const messages = view<ConversationEvent, MessageRow>(
  'messages',
  1,
  {
    'conversation.message-sent': (
      { visitPersonId: _, text = null, fileId = null, documentId = null, ...e },
      { at },
    ) => ({
      id: `${e.conversationId}/${e.sequence}`,
      set: { ...e, text, fileId, documentId, sentAt: at },
    }),
  },
  [{ conversationId: 1, sequence: 1 }],
);
