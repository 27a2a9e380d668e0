import { account as contract } from '@yunzhen/contracts/account/account';
import type { Role } from '@yunzhen/contracts/roles';
import { refuse } from '@yunzhen/platform/refusal';
import { type Ask, feature } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';
import { decider } from './decide.ts';

const worksHere = async (holderId: string, role: Role, ask: Ask): Promise<object> => {
  if (role !== 'doctor' && role !== 'pharmacist') return {};
  const { status, kind } = await ask.state(practitioner, holderId);
  return status === 'active' && kind === role ? {} : refuse('unknown-holder');
};

/** O4: one way to sign in; that of a doctor or pharmacist leads to somebody who works here as that. */
export const account = feature(contract, decider, {
  open: ({ holderId, role }, ask) => worksHere(holderId, role, ask),
  reopen: (_, ask, { status, holderId, role }) => (status === 'closed' ? worksHere(holderId, role, ask) : {}),
});
