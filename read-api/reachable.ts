import { practitionersView } from '@yunzhen/contracts/practitioner/row';
import { asksDepartment, type Reach, reachable } from '@yunzhen/contracts/reach';
import type { Actor } from '@yunzhen/contracts/roles';
import type { Asking, View } from './answer.ts';

export type Reachable = Asking<never>['reachable'];

/** Turns a reach into the filters of one question; the department is looked up only where it counts. */
export const reachableBy = async (reach: Reach, by: Actor | null, view: View, now: Date): Promise<Reachable> => {
  // Who is not signed in is let in only where everyone reaches everything.
  if (!by) return () => ({});
  const practitioner = asksDepartment(reach) ? await view(practitionersView).findOne({ _id: by.id }) : null;
  const who = { ...by, departmentId: practitioner?.departmentId ?? null, now: now.toISOString() };
  return ({ owners }) => reachable(reach, who, owners);
};
