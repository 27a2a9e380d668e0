import { reach } from '../reach.ts';

/** Of a template: their own, and what colleagues of their department share. */
export const shared = reach({
  name: 'shared',
  summary: 'own, and what others of their department share',
  byDepartment: true,
  filter: ({ id, departmentId }) => ({
    $or: [{ doctorId: id }, { $and: [{ departmentId }, { sharing: 'department' }] }],
  }),
});
