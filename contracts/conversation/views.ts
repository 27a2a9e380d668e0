import { z } from 'zod';
import { id, instant } from '../language.ts';
import { named } from '../named.ts';
import { personal } from '../personal.ts';
import { page, paging, query } from '../query.ts';
import { messageKinds, senders } from './conversation.ts';

export const conversationRow = z.object({
  conversationId: id,
  patientId: id,
  visitPersonId: id,
  doctorId: id,
  openedAt: instant,
  closed: z.boolean(),
  /** Of the last message, 0 before the first. */
  sequence: z.int(),
  /** When the last message came; when it was opened before the first. */
  lastAt: instant,
  lastFrom: z.enum(senders).nullable(),
  lastKind: z.enum(messageKinds).nullable(),
  lastText: personal('text').nullable(),
  /** The sequence up to which each side has read, and the last one each has written. */
  patientRead: z.int(),
  doctorRead: z.int(),
  patientWrote: z.int(),
  doctorWrote: z.int(),
});
export type ConversationRow = z.infer<typeof conversationRow>;

export const messageRow = z.object({
  conversationId: id,
  patientId: id,
  doctorId: id,
  messageId: id,
  sequence: z.int().positive(),
  from: z.enum(senders),
  kind: z.enum(messageKinds),
  text: personal('text').nullable(),
  fileId: id.nullable(),
  documentId: id.nullable(),
  sentAt: instant,
});
export type MessageRow = z.infer<typeof messageRow>;

const parties = { patient: 'own', doctor: 'own' } as const;
const { departmentName: _, ...persons } = named;
/** `unread`: messages of the others that the asking side has not read; who writes has read. */
const shown = conversationRow.extend({ ...persons, unread: z.int() });
const sequence = z.coerce.number().int().nonnegative();

export const conversationQueries = {
  conversations: query({
    path: '/conversations',
    summary: 'P10.6 D4.8 Conversations, the last written first',
    access: parties,
    params: paging,
    result: page(shown),
    views: ['conversations', 'visitPersons', 'practitioners'],
  }),
  conversation: query({
    path: '/conversations/:conversationId',
    summary: 'P6.14 D3.4 One conversation',
    access: parties,
    params: { conversationId: id },
    result: shown,
    views: ['conversations', 'visitPersons', 'practitioners'],
  }),
  messages: query({
    path: '/conversations/:conversationId/messages',
    summary: 'P6.14 D3.4 Messages in their order: the last ones, those since a sequence, or those before one',
    access: parties,
    params: {
      conversationId: id,
      /** Exclusive, both. */
      since: sequence.optional(),
      before: sequence.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    },
    result: z.object({
      rows: z.array(messageRow),
      /** There are more in the direction that was asked for. */
      more: z.boolean(),
    }),
    views: ['conversations', 'messages'],
  }),
};
