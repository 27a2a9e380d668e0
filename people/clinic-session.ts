/** Operators: sessions of doctors are published, and now and then suspended. */
import type { InputOf } from '@yunzhen/contracts/api/client';
import type { Actor } from '@yunzhen/contracts/roles';
import type { clinicSession } from '@yunzhen/contracts/schedule/clinic-session';
import { type Behaviour, detour, each, onTheWay, type Want } from './behaviour.ts';
import { wanting } from './intent.ts';

const want = wanting<typeof clinicSession>('clinic-session');

export const publish = (by: Actor, id: string, session: InputOf<typeof clinicSession, 'publish'>) =>
  want(by, id, 'publish', session);
export const suspend = (by: Actor, id: string, reason = '医生外出') => want(by, id, 'suspend', { reason });

const minutes = (from: number, count: number): string => new Date(from + count * 60_000).toISOString();

/** So few that people want the same numbers, as long as anything is free somewhere. */
const publishOne: Want = ({ truth, random, now, capacity, doctors, operator }) => {
  const sessions = [...truth['clinic-session'].values()];
  const isFree = (session: (typeof sessions)[number]) =>
    session.status === 'published' && Object.keys(session.claims).length < session.capacity;
  if (sessions.some(isFree) || sessions.length >= 6) return [];
  const doctorId = random.pick(doctors);
  const theirs = sessions.filter(session => session.doctorId === doctorId);
  const free = Math.max(now(), ...theirs.map(({ endsAt }) => Date.parse(endsAt)));
  // Now and then somebody does not look at what there is.
  const from = random.chance(0.8) ? free : now();
  const begins = 10 + random.below(240);
  return [
    () =>
      publish(operator, random.uuid(), {
        doctorId,
        startsAt: minutes(from, begins),
        endsAt: minutes(from, begins + 60 + random.below(180)),
        fee: 1_000 + random.below(3_000),
        capacity: 1 + random.below(capacity),
      }),
  ];
};

export const behaviours: readonly Behaviour[] = [
  onTheWay(6, publishOne),
  detour(
    0.3,
    each(
      'clinic-session',
      ({ status }) => status === 'published',
      (id, _, { operator }) => suspend(operator, id),
    ),
  ),
];
