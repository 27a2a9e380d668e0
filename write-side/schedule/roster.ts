import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { roster as contract } from '@yunzhen/contracts/schedule/roster';
import { session as sessionContract } from '@yunzhen/contracts/schedule/session';
import { v5 } from 'uuid';
import { type Feature, feature } from '../feature.ts';
import type { Session } from './decide.ts';
import { decider as sessions } from './decide.ts';
import { decider, meanwhile } from './decide-roster.ts';

/** O1.1: sessions are looked up where they are decided; one that was suspended leaves its time to another. */
const session = feature(sessionContract, sessions) as Feature<Session>;

export const roster = feature(contract, decider, {
  enter: async ({ sessionId, startsAt, endsAt }, ask, state) => {
    const others = meanwhile(state, sessionId, { startsAt, endsAt });
    const states = await Promise.all(others.map(async other => (await ask.state(session, other)).status));
    return { became: Object.fromEntries(others.map((other, index) => [other, states[index]])) };
  },
});

const rosters = '6d2f0f0a-0c6d-5d0e-8a55-3f0f6a1b7c11';

/** The days of the hospital on which a session begins and ends, each with the id of the doctor's roster; none for one that ends before. */
export const rostersOf = (doctorId: string, startsAt: string, endsAt: string): { id: string; day: string }[] => {
  const [first, last] = [Date.parse(startsAt), Date.parse(endsAt) - 1];
  const days = last < first ? [] : [first, last].map(at => chinaDayOf(new Date(at)));
  return [...new Set(days)].map(day => ({ id: v5(`${doctorId} ${day}`, rosters), day }));
};
