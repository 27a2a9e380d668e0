import { clinicSession as contract } from '@yunzhen/contracts/schedule/clinic-session';
import { roster as rosterContract } from '@yunzhen/contracts/schedule/roster';
import { refuse } from '@yunzhen/platform/refusal';
import { type Ask, feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { decider } from './decide.ts';
import { offered } from './offered.ts';
import { rostersOf } from './roster.ts';

interface Planned {
  readonly id: string;
  readonly doctorId: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Takes the time in the doctor's day, on each day of the hospital that it is on. */
const enter = async ({ id: clinicSessionId, doctorId, startsAt, endsAt }: Planned, ask: Ask): Promise<void> => {
  for (const { id, day } of rostersOf(doctorId, startsAt, endsAt))
    await ask.send(rosterContract, id, 'enter', { doctorId, day, clinicSessionId, startsAt, endsAt });
};

/** O1.1: a session belongs to a doctor of the house and to that doctor's department, and the doctor is in no other then. */
export const clinicSession = feature(contract, decider, {
  publish: async (planned, ask, { status }) => {
    const doctor = await ask.state(practitioner, planned.doctorId);
    if (doctor.status !== 'active' || doctor.kind !== 'doctor') return refuse('unknown-doctor');
    if (status === 'none') {
      if (!(await offered(ask, { doctorId: planned.doctorId, departmentId: doctor.departmentId })))
        return refuse('clinic-off');
      await enter(planned, ask);
    }
    return { departmentId: doctor.departmentId };
  },
});
