import { z } from 'zod';
import { id, instant } from '../language.ts';
import { personal } from '../personal.ts';
import { viewShape } from '../shape.ts';
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

export const conversationsView = viewShape({
  name: 'conversations',
  version: 1,
  row: conversationRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: ['conversation.opened', 'conversation.message-sent', 'conversation.read', 'conversation.closed'],
});

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

export const messagesView = viewShape({
  name: 'messages',
  version: 1,
  row: messageRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: ['conversation.message-sent'],
});
