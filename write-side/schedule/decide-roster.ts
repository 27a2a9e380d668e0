import type { RosterCommand, RosterEvent, RosterRefusal } from '@yunzhen/contracts/schedule/roster';
import { type Decider, type Facts, refusing } from '../decider.ts';
import type { Session } from './decide.ts';

interface Entry {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly until: string;
}
/** By session. */
export type Roster = Readonly<Record<string, Entry>>;

/** What became of the sessions that are at the same time. */
export type Command = Facts<RosterCommand, { enter: { became: Readonly<Record<string, Session['status']>> } }>;

const refuse = refusing<RosterRefusal>();

/** For so long nobody else is given the time of what is being published. */
const patienceMs = 60_000;

type Times = Pick<Entry, 'startsAt' | 'endsAt'>;
/** Other sessions of the day that are at the same time, whatever became of them. */
export const meanwhile = (roster: Roster, clinicSessionId: string, planned: Times): string[] =>
  Object.keys(roster).filter(other => {
    const entry = roster[other];
    return (
      entry &&
      other !== clinicSessionId &&
      before(entry.startsAt, planned.endsAt) &&
      before(planned.startsAt, entry.endsAt)
    );
  });
const before = (one: string, other: string) => Date.parse(one) < Date.parse(other);

export const decider: Decider<Command, RosterEvent, Roster> = {
  initial: {},
  decide: {
    enter: ({ id, doctorId, day, clinicSessionId, startsAt, endsAt, now, became }, state) => {
      // Absent where another entered meanwhile.
      const stands = (other: string) => !['suspended', 'lapsed'].includes(became[other] ?? '');
      if (meanwhile(state, clinicSessionId, { startsAt, endsAt }).some(stands)) return refuse('doctor-busy');
      const until = new Date(Date.parse(now) + patienceMs).toISOString();
      return [
        { type: 'roster.entered', data: { rosterId: id, doctorId, day, clinicSessionId, startsAt, endsAt, until } },
      ];
    },
  },
  evolve: {
    'roster.entered': (state, { clinicSessionId, startsAt, endsAt, until }) => ({
      ...state,
      [clinicSessionId]: { startsAt, endsAt, until },
    }),
  },
};
