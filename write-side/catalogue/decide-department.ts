import type { DepartmentCommand, DepartmentEvent, DepartmentRefusal } from '@yunzhen/contracts/catalogue/department';
import { type Decider, inputOf, refusing } from '../decider.ts';

export interface Department {
  readonly status: 'none' | 'open' | 'closed';
  /** Of the national list of treatment subjects. */
  readonly subjectCode: string;
}

const refuse = refusing<DepartmentRefusal>();

export const decider: Decider<DepartmentCommand, DepartmentEvent, Department> = {
  initial: { status: 'none', subjectCode: '' },
  decide: {
    open: (command, { status }) => {
      if (status === 'closed') return refuse('department-closed');
      if (status === 'open') return [];
      return [{ type: 'department.opened', data: { departmentId: command.id, ...inputOf(command) } }];
    },
    change: (command, { status }) => {
      if (status === 'none') return refuse('unknown-department');
      if (status === 'closed') return refuse('department-closed');
      return [{ type: 'department.changed', data: { departmentId: command.id, ...inputOf(command) } }];
    },
    close: ({ id }, { status }) => {
      if (status === 'none') return refuse('unknown-department');
      return status === 'closed' ? [] : [{ type: 'department.closed', data: { departmentId: id } }];
    },
  },
  evolve: {
    'department.opened': (_, { subjectCode }) => ({ status: 'open', subjectCode }),
    'department.changed': (state, { subjectCode }) => ({ ...state, subjectCode }),
    'department.closed': state => ({ ...state, status: 'closed' }),
  },
};
