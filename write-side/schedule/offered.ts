/** D4.7, O2.2, O2.3: whether a doctor sees patients online just now; what is published and booked asks this, and nothing else. */
import { department } from '../catalogue/department.ts';
import type { Ask } from '../feature.ts';
import { practitioner } from '../practitioner/practitioner.ts';

/** The department's treatment subject when doctor, clinic and department are all there; null when one of them is not. */
export const offered = async (
  ask: Ask,
  { doctorId, departmentId }: { readonly doctorId: string; readonly departmentId: string },
): Promise<{ readonly subjectCode: string } | null> => {
  const [doctor, place] = await Promise.all([ask.state(practitioner, doctorId), ask.state(department, departmentId)]);
  const there = doctor.status === 'active' && doctor.kind === 'doctor' && doctor.services['online-clinic'] !== false;
  return there && place.status === 'open' ? { subjectCode: place.subjectCode } : null;
};
