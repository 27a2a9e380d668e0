import { type CommandOf, capability, day, type EventOf, id, instant, type RefusalOf } from '../language.ts';

const entry = { doctorId: id, day, clinicSessionId: id, startsAt: instant, endsAt: instant };

/** A doctor's sessions on one day of the hospital, so that no two are at the same time. Stream `roster-<id>`, the id derived from both. */
export const roster = capability('roster', {
  events: {
    /** By `until` its session is published, or it does not count any more. */
    entered: { rosterId: id, ...entry, until: instant },
  },
  about: {
    entered: { doctor: 'doctorId' },
  },
  commands: { enter: { summary: 'O1.1 A session is about to be published', input: entry } },
  refusals: ['doctor-busy'],
});

export type RosterEvent = EventOf<typeof roster>;
export type RosterCommand = CommandOf<typeof roster>;
export type RosterRefusal = RefusalOf<typeof roster>;
