import { reach } from '../reach.ts';

/** Of a registration: a hold, whatever became of it unpaid, is between the patient and the hospital. */
export const booked = reach({
  name: 'booked',
  summary: 'own, once it was paid and booked: a hold shows nothing',
  filter: ({ id }) => ({ $and: [{ doctorId: id }, { hisNumber: { $ne: null } }] }),
});
