import type {
  ConversationCommand,
  ConversationEvent,
  ConversationRefusal,
  senders,
} from '@yunzhen/contracts/conversation/conversation';
import type { ConversationStatus } from '@yunzhen/contracts/conversation/states';
import type { Actor } from '@yunzhen/contracts/roles';
import { type Decider, inputOf, refusing } from '../decider.ts';
import { includes, type Numbered, none, plus } from './numbered.ts';

type Sender = (typeof senders)[number];
interface Parties {
  readonly patientId: string;
  readonly visitPersonId: string;
  readonly doctorId: string;
}
export interface Conversation {
  readonly status: 'none' | ConversationStatus;
  readonly parties: Parties | null;
  /** In the order of their sequence, from 1. */
  readonly messageIds: Numbered;
  /** The last sequence each side has read. */
  readonly read: Readonly<Partial<Record<Sender, number>>>;
}

const refuse = refusing<ConversationRefusal>();
const sideOf = ({ role }: Actor): Sender => (role === 'patient' || role === 'doctor' ? role : 'hospital');

export const decider: Decider<ConversationCommand, ConversationEvent, Conversation> = {
  initial: { status: 'none', parties: null, messageIds: none, read: {} },
  subject: ({ parties }) => parties && { patientId: parties.patientId, doctorId: parties.doctorId },
  decide: {
    open: ({ id, patientId, visitPersonId, doctorId }, { status }) =>
      status === 'none'
        ? [{ type: 'conversation.opened', data: { conversationId: id, patientId, visitPersonId, doctorId } }]
        : [],
    send: (command, { status, parties, messageIds }) => {
      const { id, messageId, kind, text, fileId, by } = command;
      if (!parties) return refuse('unknown-conversation');
      if (includes(messageIds, messageId)) return [];
      if (status === 'closed') return refuse('conversation-closed');
      if ((kind === 'text' ? text : fileId) === undefined) return refuse('empty-message');
      const message = { sequence: messageIds.length + 1, from: sideOf(by), ...inputOf(command) };
      return [{ type: 'conversation.message-sent', data: { conversationId: id, ...parties, ...message } }];
    },
    /** Also when it is closed: the pharmacist may pass the prescription after the doctor has left. */
    'post-card': (command, { parties, messageIds }) => {
      const { id, messageId, kind, text, documentId } = command;
      if (!parties) return refuse('unknown-conversation');
      if (includes(messageIds, messageId)) return [];
      if ((kind === 'notice' ? text : documentId) === undefined) return refuse('empty-message');
      const message = { sequence: messageIds.length + 1, from: 'hospital' as const, ...inputOf(command) };
      return [{ type: 'conversation.message-sent', data: { conversationId: id, ...parties, ...message } }];
    },
    'mark-read': ({ id, upTo, by }, { parties, messageIds, read }) => {
      if (!parties) return refuse('unknown-conversation');
      const side = sideOf(by);
      const known = Math.min(upTo, messageIds.length);
      if (known <= (read[side] ?? 0)) return [];
      return [{ type: 'conversation.read', data: { conversationId: id, by: side, upTo: known } }];
    },
    close: ({ id }, { status, parties }) => {
      if (status !== 'open' || !parties) return [];
      const { patientId, visitPersonId } = parties;
      return [{ type: 'conversation.closed', data: { conversationId: id, patientId, visitPersonId } }];
    },
  },
  evolve: {
    'conversation.opened': (state, { patientId, visitPersonId, doctorId }) => ({
      ...state,
      status: 'open',
      parties: { patientId, visitPersonId, doctorId },
    }),
    'conversation.message-sent': (state, { messageId }) => ({
      ...state,
      messageIds: plus(state.messageIds, messageId),
    }),
    'conversation.read': (state, { by, upTo }) => ({ ...state, read: { ...state.read, [by]: upTo } }),
    'conversation.closed': state => ({ ...state, status: 'closed' }),
  },
};
