/** For tests of payments: a line as it is named in events. */
import { ids } from '../../testing/visit.ts';
import { lineIdOf } from '../ids.ts';

export const lineNames = (
  paymentId: string,
  subjectId: string,
  business: 'registration' | 'prescription' = 'registration',
) => ({
  lineId: lineIdOf(paymentId, subjectId),
  business,
  subjectId,
  visitPersonId: ids.visitPerson,
  departmentId: ids.department,
  doctorId: ids.doctor,
});
