import { test } from '@jest/globals';
import { spec } from '../spec.ts';
import { departments } from './departments.ts';

const { given } = spec(departments);
const details = { departmentId: 'd', name: '心内科', subjectCode: '03.04', introduction: '心血管', order: 2 };
const open = { type: 'department.opened', data: details };

test('[O2.2] a department is shown as it was changed last, until it is closed', () => {
  given(open, { type: 'department.changed', data: { ...details, name: '心血管内科' } }).then('d', {
    ...{ ...details, name: '心血管内科' },
    open: true,
    completed: 0,
  });
  given(open, { type: 'department.closed', data: { departmentId: 'd' } }).then('d', {
    ...details,
    open: false,
    completed: 0,
  });
});

test('[P1] completed consultations make a department popular; one that never opened is not begun by them', () => {
  const completed = { type: 'consultation.completed', data: { departmentId: 'd' } };
  given(open, completed, completed).then('d', { ...details, open: true, completed: 2 });
  given(completed).then('d', null);
});
