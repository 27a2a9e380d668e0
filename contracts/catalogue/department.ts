import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, longText, name, type RefusalOf } from '../language.ts';
import { subjectOf } from './subjects.ts';

const details = {
  name: name(40),
  /** Treatment subject code of the regulator (诊疗科目), such as `03` 内科. */
  subjectCode: z
    .string()
    .regex(/^\d{2}(\.\d{2}){0,2}$/, { abort: true })
    .refine(code => subjectOf(code) !== undefined, { error: '不在国家诊疗科目名录中' }),
  introduction: longText(1000),
  order: z.int().nonnegative(),
};

/** O2.2: a department. Stream `department-<id>`. */
export const department = capability('department', {
  events: {
    opened: { departmentId: id, ...details },
    changed: { departmentId: id, ...details },
    closed: { departmentId: id },
  },
  about: {
    opened: {},
    changed: {},
    closed: {},
  },
  commands: {
    open: { summary: 'O2.2 Open a department', access: { operator: 'any' }, input: details },
    change: { summary: 'O2.2 Change a department', access: { operator: 'any' }, input: details },
    close: { summary: 'O2.2 Close a department', access: { operator: 'any' }, input: {} },
  },
  refusals: ['unknown-department', 'department-closed'],
});

export type DepartmentEvent = EventOf<typeof department>;
export type DepartmentCommand = CommandOf<typeof department>;
export type DepartmentRefusal = RefusalOf<typeof department>;
