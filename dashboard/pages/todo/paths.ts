/** Where what waits is dealt with: its list, and in it one of them. */
import type { TodoName } from '@yunzhen/contracts/todo/todos';

const lists: Readonly<Record<TodoName, string>> = {
  patients: '/orders?kind=consultations&status=due',
  unpublished: '/prescriptions?status=passed',
  reviews: '/review?',
  pickUps: '/dispensing?shelf=ready',
  approvals: '/todo?part=approvals',
  cases: '/cases?status=waiting',
  complaints: '/complaints?status=open',
  privacy: '/privacy?status=requested',
  differences: '/reconciliation?part=differences',
};
export const pathOf = (name: TodoName, id?: string): string =>
  id && name !== 'approvals' ? `${lists[name]}&id=${id}` : lists[name];

/** Where a proposal is looked at and decided: with the thing that it is about. */
const deciding: Readonly<Record<string, (subjectId: string) => string>> = {
  account: () => '/accounts?tab=invitations',
  privacy: () => '/privacy?status=requested',
  difference: id => `/reconciliation?part=differences&id=${id}`,
  reconciliation: () => '/reconciliation',
  period: () => '/reconciliation?part=months',
  payment: () => '/reconciliation',
};
/** Throws TypeError for a capability whose proposals nobody could decide on. */
export const decidedAt = ({ capability, subjectId }: { readonly capability: string; readonly subjectId: string }) => {
  const path = deciding[capability];
  if (!path) throw new TypeError(`there is no page that decides on proposals of ${capability}`);
  return path(subjectId);
};
