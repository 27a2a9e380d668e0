import { session as contract } from '@yunzhen/contracts/schedule/session';
import { refuse } from '@yunzhen/platform/refusal';
import { feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { decider } from './decide.ts';

/** O1.1: a session belongs to a doctor of the house and to that doctor's department. */
export const session = feature(contract, decider, {
  publish: async ({ doctorId }, ask) => {
    const doctor = await ask.state(practitioner, doctorId);
    if (doctor.status !== 'active' || doctor.kind !== 'doctor') return refuse('unknown-doctor');
    return { departmentId: doctor.departmentId };
  },
});
