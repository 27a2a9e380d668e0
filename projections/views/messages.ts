import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import { messagesView } from '@yunzhen/contracts/conversation/row';
import { project } from '../view.ts';

/** P6.14: every message. Kept by its place: message ids are chosen by clients and need not be their own. */
export const messages = project(messagesView)<ConversationEvent>(
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
