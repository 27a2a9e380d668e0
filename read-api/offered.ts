/** D4.7, O2.2, O2.3: whose sessions are not shown to patients, though they are published: nobody could book them. */
import { type DepartmentRow, departmentsView } from '@yunzhen/contracts/catalogue/row';
import { type PractitionerRow, practitionersView } from '@yunzhen/contracts/practitioner/row';
import type { View } from './answer.ts';

/** A filter for sessions: the doctor is there with the clinic on, and the department is open. */
export const whereOffered = async (view: View): Promise<object> => {
  const [doctors, departments] = await Promise.all([
    view(practitionersView)
      .find({ $or: [{ active: false }, { onlineClinic: false }] })
      .project<Pick<PractitionerRow, 'practitionerId'>>({ _id: 0, practitionerId: 1 })
      .toArray(),
    view(departmentsView)
      .find({ open: false })
      .project<Pick<DepartmentRow, 'departmentId'>>({ _id: 0, departmentId: 1 })
      .toArray(),
  ]);
  return {
    $and: [
      { doctorId: { $nin: doctors.map(({ practitionerId }) => practitionerId) } },
      { departmentId: { $nin: departments.map(({ departmentId }) => departmentId) } },
    ],
  };
};
