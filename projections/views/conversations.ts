import type { ConversationEvent } from '@yunzhen/contracts/conversation/conversation';
import { conversationsView } from '@yunzhen/contracts/conversation/row';
import { project } from '../view.ts';

/** P10.6, D4.8: every conversation with its last message and how far each side is. */
export const conversations = project(conversationsView)<ConversationEvent>(
  {
    'conversation.opened': (e, { at }) => ({
      id: e.conversationId,
      set: {
        ...e,
        openedAt: at,
        closed: false,
        sequence: 0,
        lastAt: at,
        lastFrom: null,
        lastKind: null,
        lastText: null,
        patientRead: 0,
        doctorRead: 0,
        patientWrote: 0,
        doctorWrote: 0,
      },
    }),
    'conversation.message-sent': ({ conversationId, sequence, from, kind, text = null }, { at }) => ({
      id: conversationId,
      set: {
        sequence,
        lastAt: at,
        lastFrom: from,
        lastKind: kind,
        lastText: text,
        ...(from === 'patient' && { patientWrote: sequence }),
        ...(from === 'doctor' && { doctorWrote: sequence }),
      },
    }),
    'conversation.read': ({ conversationId, by, upTo }) =>
      by === 'hospital'
        ? []
        : { id: conversationId, set: by === 'patient' ? { patientRead: upTo } : { doctorRead: upTo } },
    'conversation.closed': e => ({ id: e.conversationId, set: { closed: true } }),
  },
  [
    { patientId: 1, lastAt: -1 },
    { doctorId: 1, lastAt: -1 },
  ],
);
