import { account as contract } from '@yunzhen/contracts/account/account';
import { refuse } from '@yunzhen/platform/refusal';
import { feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { decider } from './decide.ts';

/** O4: one way to sign in; that of a doctor or pharmacist leads to somebody who works here as that. */
export const account = feature(contract, decider, {
  open: async ({ holderId, role }, ask) => {
    if (role !== 'doctor' && role !== 'pharmacist') return {};
    const { status, kind } = await ask.state(practitioner, holderId);
    return status === 'active' && kind === role ? {} : refuse('unknown-holder');
  },
});
