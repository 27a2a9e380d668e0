/** What one stream may do only when another has done its part: nothing is dispensed before it passed, was published and paid. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './audit.ts';

interface Data {
  readonly registrationId: string;
  readonly consultationId: string;
  readonly conversationId: string;
  readonly prescriptionId: string;
  readonly dispensingId: string;
  readonly recordId: string;
  readonly ratingId: string;
  readonly messageId: string;
  readonly documentId?: string;
  readonly sequence: number;
}

/** @param stateOf what the state machines say of a stream, the event not yet taken */
export const care = (wrong: Wrong, stateOf: (stream: string) => string) => {
  const chats = new Map<string, { last: number; readonly messages: Set<string>; readonly documents: Set<string> }>();
  const needs = (what: string, stream: string, ...states: readonly string[]): void => {
    if (!states.includes(stateOf(stream))) wrong('order', `${what} while ${stream} is ${stateOf(stream)}`);
  };
  const rules: Readonly<Record<string, (data: Data) => void>> = {
    'consultation.opened': ({ consultationId: id }) =>
      needs('a consultation is opened', `registration-${id}`, 'booked', 'cancelled'),
    'conversation.opened': ({ conversationId: id }) =>
      needs('a chat is opened', `consultation-${id}`, 'in-progress', 'completed', 'cancelled', 'terminated'),
    'conversation.message-sent': ({ conversationId, messageId, documentId, sequence }) => {
      const chat = chats.get(conversationId) ?? { last: 0, messages: new Set(), documents: new Set() };
      chats.set(conversationId, chat);
      const bad = (message: string) => wrong('sequence', `conversation ${conversationId}: ${message}`);
      if (sequence !== chat.last + 1) bad(`message ${sequence} after ${chat.last}`);
      if (chat.messages.has(messageId)) bad(`message ${messageId} was sent twice`);
      if (documentId && chat.documents.has(documentId)) bad(`document ${documentId} was shown twice`);
      chat.last = sequence;
      chat.messages.add(messageId);
      if (documentId) chat.documents.add(documentId);
    },
    'dispensing.readied': ({ dispensingId: id }) => needs('drugs are made ready', `prescription-${id}`, 'paid'),
    'dispensing.dispensed': ({ dispensingId: id }) => needs('drugs are handed out', `prescription-${id}`, 'paid'),
    'prescription.dispensed': ({ prescriptionId: id }) =>
      needs('it counts as handed out', `dispensing-${id}`, 'dispensed'),
    'rating.rated': ({ ratingId: id }) => needs('somebody rates', `consultation-${id}`, 'completed'),
    'registration.completed': ({ registrationId: id }) =>
      needs('a registration is completed', `consultation-${id}`, 'completed'),
  };
  return { chats, take: ({ type, data }: RecordedEvent): void => rules[type]?.(data as unknown as Data) };
};
