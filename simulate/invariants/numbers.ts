/** No number is sold twice or leaks: free + held + booked is the capacity of its session, at every step. No doctor is in two sessions at once. */
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './wrong.ts';

interface Claim {
  readonly number: number;
  booked: boolean;
}
interface Times {
  readonly doctorId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}
interface Session extends Partial<Times> {
  readonly capacity: number;
  readonly claims: Map<string, Claim>;
  suspended: boolean;
}
interface Data extends Times {
  readonly clinicSessionId: string;
  readonly registrationId: string;
  readonly number: number;
  readonly capacity: number;
}

export const numbers = (wrong: Wrong) => {
  const sessions = new Map<string, Session>();
  const bad = (message: string): void => wrong('numbers', message);
  const known = (id: string): Session => {
    const session = sessions.get(id) ?? { capacity: 0, claims: new Map(), suspended: false };
    sessions.set(id, session);
    return session;
  };
  const rules: Readonly<Record<string, (data: Data) => void>> = {
    'clinic-session.published': ({ clinicSessionId, capacity, doctorId, startsAt, endsAt }) => {
      if (sessions.has(clinicSessionId)) bad(`session ${clinicSessionId} was published twice`);
      for (const [id, { suspended, ...other }] of sessions)
        if (
          !suspended &&
          other.doctorId === doctorId &&
          startsAt < (other.endsAt ?? '') &&
          (other.startsAt ?? '') < endsAt
        )
          bad(`sessions ${id} and ${clinicSessionId} of doctor ${doctorId} are at the same time`);
      sessions.set(clinicSessionId, { capacity, claims: new Map(), suspended: false, doctorId, startsAt, endsAt });
    },
    'clinic-session.suspended': ({ clinicSessionId }) => {
      known(clinicSessionId).suspended = true;
    },
    'clinic-session.number-held': ({ clinicSessionId, registrationId, number }) => {
      const { capacity, claims, suspended } = known(clinicSessionId);
      if (suspended) bad(`number ${number} of suspended session ${clinicSessionId} was held`);
      if (number < 1 || number > capacity)
        bad(`number ${number} of ${capacity} in session ${clinicSessionId} was held`);
      if ([...claims.values()].some(claim => claim.number === number))
        bad(`number ${number} of session ${clinicSessionId} was held twice`);
      if (claims.has(registrationId)) bad(`registration ${registrationId} holds two numbers`);
      claims.set(registrationId, { number, booked: false });
    },
    'clinic-session.number-booked': ({ clinicSessionId, registrationId, number }) => {
      const claim = known(clinicSessionId).claims.get(registrationId);
      if (claim?.number !== number) return bad(`number ${number} of ${registrationId} was booked and not held`);
      if (claim.booked) bad(`number ${number} of ${registrationId} was booked twice`);
      claim.booked = true;
    },
    'clinic-session.number-released': ({ clinicSessionId, registrationId, number }) => {
      const { claims } = known(clinicSessionId);
      if (claims.get(registrationId)?.number !== number)
        bad(`number ${number} of ${registrationId} was released and not held`);
      claims.delete(registrationId);
    },
    'registration.held': ({ clinicSessionId, registrationId, number }) => {
      if (known(clinicSessionId).claims.get(registrationId)?.number !== number)
        bad(`registration ${registrationId} has number ${number}, which its session does not hold for it`);
    },
    'registration.booked': ({ clinicSessionId, registrationId, number }) => {
      if (known(clinicSessionId).claims.get(registrationId)?.number !== number)
        bad(`registration ${registrationId} was booked on number ${number}, which is not its own`);
    },
  };
  return {
    sessions,
    take: ({ type, data }: RecordedEvent): void => rules[type]?.(data as unknown as Data),
  };
};
