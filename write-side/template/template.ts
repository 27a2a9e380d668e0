import { template as contract } from '@yunzhen/contracts/template/template';
import { refuse } from '@yunzhen/platform/refusal';
import { listed } from '../catalogue/listed.ts';
import { type Ask, feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { prescribed } from '../prescription/prescription.ts';
import { decider } from './decide.ts';

const departmentOf = async (ask: Ask, doctorId: string): Promise<string> => {
  const { status, kind, departmentId } = await ask.state(practitioner, doctorId);
  return status === 'active' && kind === 'doctor' ? departmentId : refuse('unknown-doctor');
};

/** D4.3: what a doctor writes again and again, for themselves or for their department; its diagnoses and drugs are in the catalogue. */
export const template = feature(contract, decider, {
  'save-prescription': async ({ by, diagnoses, lines }, ask) => ({
    departmentId: await departmentOf(ask, by.id),
    diagnoses: await listed(ask, diagnoses),
    prescribed: await prescribed(ask, lines),
  }),
  'save-record': async ({ by, diagnoses }, ask) => ({
    departmentId: await departmentOf(ask, by.id),
    diagnoses: await listed(ask, diagnoses),
  }),
});
