import { channels } from '@yunzhen/contracts/channels';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import { channel, type Message } from '../channel.ts';

const stage = ({ consultationId }: { consultationId: string }): Message => ({
  to: channels.consultation(consultationId),
  data: { consultationId },
});

/** P6.14: what both sides of a consultation see at once; `sequence` has no gaps, so a client knows what it missed. */
export const consultation = channel<ConversationEvent | ConsultationEvent>('consultation', {
  'conversation.opened': ({ conversationId }) => ({
    to: channels.consultation(conversationId),
    data: { conversationId },
  }),
  'conversation.message-sent': ({ conversationId, sequence, messageId, from, kind, text, fileId, documentId }) => ({
    to: channels.consultation(conversationId),
    data: { sequence, messageId, from, kind, text, fileId, documentId },
  }),
  'conversation.read': ({ conversationId, by, upTo }) => ({
    to: channels.consultation(conversationId),
    data: { by, upTo },
  }),
  'consultation.accepted': stage,
  'consultation.cancelled': stage,
  'consultation.terminated': stage,
  'consultation.completed': stage,
});
