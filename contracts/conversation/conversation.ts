import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, longText, type RefusalOf, sealed, text } from '../language.ts';

export const messageKinds = ['text', 'picture', 'record', 'prescription', 'notice'] as const;
export const senders = ['patient', 'doctor', 'hospital'] as const;
const parties = { patient: 'own', doctor: 'own' } as const;

const about = {
  patient: 'patientId',
  visitPerson: 'visitPersonId',
  doctor: 'doctorId',
  visit: 'conversationId',
} as const;

/** The chat of a consultation; has the same id. Stream `conversation-<id>`. */
export const conversation = capability('conversation', {
  events: {
    opened: { conversationId: id, patientId: id, visitPersonId: id, doctorId: id },
    messageSent: {
      conversationId: id,
      patientId: id,
      visitPersonId: id,
      doctorId: id,
      messageId: id,
      /** Rises by one from 1: a gap tells a client what it missed. */
      sequence: z.int().positive(),
      from: z.enum(senders),
      kind: z.enum(messageKinds),
      text: sealed('visitPerson').optional(),
      fileId: id.optional(),
      /** The record or prescription that a card opens. */
      documentId: id.optional(),
    },
    read: { conversationId: id, by: z.enum(senders), upTo: z.int().positive() },
    closed: { conversationId: id, patientId: id, visitPersonId: id },
  },
  about: {
    opened: about,
    messageSent: { ...about, tells: ['patient', 'doctor'] },
    read: { visit: 'conversationId' },
    closed: { visit: 'conversationId', patient: 'patientId', visitPerson: 'visitPersonId' },
  },
  commands: {
    open: { summary: 'The doctor accepted', input: { patientId: id, visitPersonId: id, doctorId: id } },
    send: {
      summary: 'P6.14 D3.4 Send a text or a picture',
      access: parties,
      input: {
        messageId: id,
        kind: z.enum(['text', 'picture']),
        text: longText(2000).optional(),
        fileId: id.optional(),
      },
    },
    'post-card': {
      summary: 'P10.2 P10.3 Show a document in the chat',
      input: {
        messageId: id,
        kind: z.enum(['record', 'prescription', 'notice']),
        text: text(200).optional(),
        documentId: id.optional(),
      },
    },
    'mark-read': { summary: 'Read up to a sequence', access: parties, input: { upTo: z.int().positive() } },
    close: { summary: 'The consultation is over', input: {} },
  },
  refusals: ['unknown-conversation', 'conversation-closed', 'empty-message', 'unknown-file'],
});

export type ConversationEvent = EventOf<typeof conversation>;
export type ConversationCommand = CommandOf<typeof conversation>;
export type ConversationRefusal = RefusalOf<typeof conversation>;
