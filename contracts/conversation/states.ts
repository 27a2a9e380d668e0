import { type Status, states } from '../states.ts';
import type { ConversationEvent } from './conversation.ts';

/** P6.14: documents may still be shown in a closed one. */
export const conversationStates = states<ConversationEvent>()('conversation', {
  opened: { from: ['none'], to: 'open' },
  'message-sent': { from: ['open', 'closed'] },
  read: { from: ['open', 'closed'] },
  closed: { from: ['open'], to: 'closed' },
});
export type ConversationStatus = Status<typeof conversationStates>;
