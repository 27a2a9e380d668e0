import type { DepartmentEvent } from '@yunzhen/contracts/catalogue/department';
import { departmentsView } from '@yunzhen/contracts/catalogue/row';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import { project } from '../view.ts';

/** O2.2: the departments, and how much each is asked for. */
export const departments = project(departmentsView)<DepartmentEvent | ConsultationEvent>(
  {
    'department.opened': e => ({ id: e.departmentId, set: { ...e, open: true, completed: 0 } }),
    'department.changed': e => ({ id: e.departmentId, set: e }),
    'department.closed': e => ({ id: e.departmentId, set: { open: false } }),
    'consultation.completed': e => ({ id: e.departmentId, existing: true, inc: { completed: 1 } }),
  },
  [{ open: 1, order: 1 }],
);
