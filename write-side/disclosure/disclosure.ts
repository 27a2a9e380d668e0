import { disclosure as contract } from '@yunzhen/contracts/disclosure/disclosure';
import { refuse } from '@yunzhen/platform/refusal';
import { feature } from '../feature.ts';
import { patient } from '../patient/patient.ts';
import { decider } from './decide.ts';

/** T2: a person who is looked up is one of the holder's they are named with. */
export const disclosure = feature(contract, decider, {
  open: async ({ kind, subjectId, patientId }, ask) => {
    if (kind !== 'person') return {};
    const known = patientId ? (await ask.state(patient, patientId)).known : {};
    return Object.hasOwn(known, subjectId) ? {} : refuse('unknown-visit-person');
  },
});
