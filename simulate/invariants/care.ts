/** What one stream may do only when another has done its part: nothing is dispensed before it passed, was published and paid. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './wrong.ts';

/** The processes are never away for longer. */
const lateMs = 6 * 3_600_000;
/** What must not happen to anything of a visit after it was cancelled. */
const onward = [
  'record.published',
  'prescription.submitted',
  'prescription.claimed',
  'prescription.passed',
  'prescription.published',
  'prescription.paid',
  'dispensing.dispensed',
];
const over = ['cancelled', 'rejected', 'dispensed', 'expired'];

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
  const visitOf = new Map<string, string>();
  const expiredBefore = new Set<string>();
  /** Prescription → until when its latest version is valid. */
  const validUntil = new Map<string, number>();
  /** Visit → when its end before its time was stored. */
  const fallen = new Map<string, number>();
  /** A step that was asked for when the end had been stored; one that was on its way then is caught up with by the end of its prescription. */
  const carried = ({ type, data, metadata }: RecordedEvent): void => {
    const { consultationId, recordId, prescriptionId, dispensingId } = data as unknown as Data;
    if (type === 'prescription.submitted') {
      visitOf.set(prescriptionId, consultationId);
      validUntil.set(prescriptionId, Date.parse(String((data as { validUntil?: string }).validUntil)));
    }
    if (!onward.includes(type)) return;
    const visit = recordId ?? visitOf.get(prescriptionId ?? dispensingId) ?? '';
    const end = fallen.get(visit);
    if (end !== undefined && Date.parse(String(metadata.at)) > end)
      wrong('fallen', `${type} of visit ${visit}, which was cancelled before`);
  };
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
    'consultation.completed': ({ consultationId: id }) =>
      needs('a consultation is completed', `record-${id}`, 'published'),
  };
  return {
    chats,
    take: (event: RecordedEvent): void => {
      const { type, data, created } = event;
      rules[type]?.(data as unknown as Data);
      carried(event);
      if (type === 'prescription.expired' && !fallen.has(visitOf.get((data as unknown as Data).prescriptionId) ?? ''))
        expiredBefore.add((data as unknown as Data).prescriptionId);
      if (type === 'consultation.cancelled' || type === 'consultation.terminated')
        fallen.set((data as unknown as Data).consultationId, created.getTime());
    },
    /** Once all is over: what is left of visits that were cancelled. */
    left: (): void => {
      for (const [prescription, visit] of visitOf) {
        const state = stateOf(`prescription-${prescription}`);
        const end = fallen.get(visit);
        if (end === undefined) continue;
        // It expired by itself only if its time was nearly over.
        const lingered =
          state === 'expired' && (validUntil.get(prescription) ?? 0) - end > lateMs && !expiredBefore.has(prescription);
        if (lingered || !over.includes(state))
          wrong('fallen', `prescription ${prescription} is ${state} and its visit was cancelled`);
      }
    },
  };
};
