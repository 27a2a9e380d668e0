import { chinaDayOf } from '@yunzhen/contracts/china-day';
import { clinicSession as clinicSessionContract } from '@yunzhen/contracts/schedule/clinic-session';
import { roster as contract } from '@yunzhen/contracts/schedule/roster';
import { v5 } from 'uuid';
import { type Feature, feature } from '../feature.ts';
import type { Session } from './decide.ts';
import { decider as sessions } from './decide.ts';
import { decider, meanwhile } from './decide-roster.ts';

/**
 * O1.1: sessions are looked up where they are decided; one that was suspended leaves its time to another. One that was not published in
 * time lapses in its own stream first: no clock tells when a process that was stopped half way goes on, the stream's revision does.
 */
const clinicSession = feature(clinicSessionContract, sessions) as Feature<Session>;

export const roster = feature(contract, decider, {
  enter: async ({ clinicSessionId, startsAt, endsAt, now }, ask, state) => {
    const became = async (other: string) => {
      const { status } = await ask.state(clinicSession, other);
      if (status !== 'none' || now < (state[other]?.until ?? '')) return status;
      await ask.send(clinicSessionContract, other, 'lapse', {});
      return (await ask.state(clinicSession, other)).status;
    };
    const others = meanwhile(state, clinicSessionId, { startsAt, endsAt });
    return { became: Object.fromEntries(await Promise.all(others.map(async other => [other, await became(other)]))) };
  },
});

const rosters = '6d2f0f0a-0c6d-5d0e-8a55-3f0f6a1b7c11';

/** The days of the hospital on which a session begins and ends, each with the id of the doctor's roster; none for one that ends before. */
export const rostersOf = (doctorId: string, startsAt: string, endsAt: string): { id: string; day: string }[] => {
  const [first, last] = [Date.parse(startsAt), Date.parse(endsAt) - 1];
  const days = last < first ? [] : [first, last].map(at => chinaDayOf(new Date(at)));
  return [...new Set(days)].map(day => ({ id: v5(`${doctorId} ${day}`, rosters), day }));
};
