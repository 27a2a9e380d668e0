import { practitioner as contract } from '@yunzhen/contracts/practitioner/practitioner';
import { refuse } from '@yunzhen/platform/refusal';
import { department } from '../catalogue/department.ts';
import { type Ask, feature } from '../feature.ts';
import { decider } from './decide.ts';

const isOpen = async (departmentId: string, ask: Ask): Promise<object> => {
  const { status } = await ask.state(department, departmentId);
  return status === 'open' ? {} : refuse('unknown-department');
};

/** O2.3, D4.5, D4.7: the doctors and pharmacists of the hospital; each belongs to a department that is open. */
export const practitioner = feature(contract, decider, {
  hire: ({ departmentId }, ask) => isOpen(departmentId, ask),
  rehire: (_, ask, { status, departmentId }) => (status === 'retired' ? isOpen(departmentId, ask) : {}),
});
