import { z } from 'zod';
import {
  type CommandOf,
  capability,
  type EventOf,
  id,
  instant,
  longText,
  type RefusalOf,
  sealed,
  text,
} from '../language.ts';

/** What a person may ask of the hospital about their data that it has to decide. What is theirs alone to decide is a command of its own. */
export const privacyKinds = ['correction', 'erasure'] as const;
export const privacyOutcomes = ['granted', 'refused'] as const;
/** Days of the hospital after that of the request, by whose end it is decided. */
export const decisionDays = 15;

const asked = { patientId: id, requestId: id };
const about = { patient: 'patientId' } as const;
const decided = { ...about, staff: 'by' } as const;
const own = { patient: 'own' } as const;

/**
 * N5: what an account holder asks about their data, decided by two, and legal holds, which keep it from erasure. Stream
 * `privacy-<patientId>`.
 */
export const privacy = capability('privacy', {
  events: {
    requested: { ...asked, kind: z.enum(privacyKinds), text: sealed('patientId').optional(), dueAt: instant },
    withdrawn: asked,
    /** The reason is for the person. */
    decided: {
      ...asked,
      kind: z.enum(privacyKinds),
      outcome: z.enum(privacyOutcomes),
      reason: sealed('patientId'),
      proposedBy: id,
      by: id,
    },
    /** Closed to everybody, and to be erased then; null: not before the last hold is lifted. */
    restricted: { ...asked, until: instant.nullable() },
    /** The keys are destroyed: nothing that was sealed for these persons opens any more. */
    erased: { ...asked, visitPersonIds: z.array(id) },
    /** A case number, never a name. */
    holdPlaced: { patientId: id, caseNumber: z.string(), by: id },
    holdLifted: { patientId: id, caseNumber: z.string(), by: id, requestId: id.optional() },
  },
  about: {
    requested: about,
    withdrawn: about,
    decided,
    restricted: about,
    erased: about,
    holdPlaced: decided,
    holdLifted: decided,
  },
  commands: {
    request: {
      summary: 'N5 Ask for a correction, or for the erasure of the account and all personal data',
      access: own,
      input: { requestId: id, kind: z.enum(privacyKinds), text: longText(1000).optional() },
    },
    withdraw: { summary: 'N5 Withdraw what is not decided yet', access: own, input: { requestId: id } },
    decide: {
      summary: 'N5 Grant or refuse what a person asked, with a reason that they read',
      access: { operator: 'any', manager: 'any' },
      input: { requestId: id, outcome: z.enum(privacyOutcomes), reason: longText(500) },
      approval: { by: ['manager'], hours: 24 * decisionDays, input: {} },
    },
    'place-hold': {
      summary: 'N5 Keep the data of a person for a legal case',
      access: { manager: 'any' },
      input: { caseNumber: text(40) },
    },
    'lift-hold': {
      summary: 'N5 End a hold; an erasure that waited for it goes on',
      access: { manager: 'any' },
      input: { caseNumber: text(40) },
    },
    restrict: { summary: 'The data is closed until then', input: { requestId: id, until: instant.nullable() } },
    'note-erased': { summary: 'The keys are destroyed', input: { requestId: id, visitPersonIds: z.array(id) } },
  },
  boards: ['operations'],
  refusals: [
    'request-open',
    'unknown-request',
    'request-decided',
    'text-required',
    'hold-exists',
    'unknown-hold',
    'not-own-data',
  ],
});

export type PrivacyEvent = EventOf<typeof privacy>;
export type PrivacyCommand = CommandOf<typeof privacy>;
export type PrivacyRefusal = RefusalOf<typeof privacy>;
