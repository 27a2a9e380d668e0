import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf } from '../language.ts';

/** A person who was looked up, or what was said to an outside system and answered. */
export const disclosureKinds = ['person', 'exchange'] as const;
export const disclosureReasons = ['asked', 'complained', 'order', 'case', 'inspection'] as const;
/** Minutes that what was disclosed may be read. */
export const disclosureMinutes = 30;

const what = {
  kind: z.enum(disclosureKinds),
  /** The visit person, or the exchange. */
  subjectId: id,
  /** Whose data it is; null: nobody's in particular. */
  patientId: id.nullable(),
  reason: z.enum(disclosureReasons),
};

/** 查阅: somebody of the staff looks at a person they do not treat, and says why. Stream `disclosure-<id>`, an id of the sender's. */
export const disclosure = capability('disclosure', {
  events: { opened: { disclosureId: id, staffId: id, ...what } },
  about: { opened: { patient: 'patientId', staff: 'staffId' } },
  commands: {
    open: {
      summary: 'T2 Say why one looks at a person or at what was exchanged about them; it is kept',
      access: { operator: 'any', manager: 'any' },
      input: what,
    },
  },
  refusals: ['unknown-visit-person', 'disclosure-taken'],
});

export type DisclosureEvent = EventOf<typeof disclosure>;
export type DisclosureCommand = CommandOf<typeof disclosure>;
export type DisclosureRefusal = RefusalOf<typeof disclosure>;
