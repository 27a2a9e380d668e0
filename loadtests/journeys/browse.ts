/** P1, P6.2, P6.3: anybody looks around, from the departments to the free numbers of one doctor. */
import type { catalogueQueries } from '@yunzhen/contracts/catalogue/queries';
import type { practitionerQueries } from '@yunzhen/contracts/practitioner/queries';
import type { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { pick } from '../chance.ts';
import { ask } from '../hospital.ts';
import type { Journey } from './journey.ts';

export const browse: Journey = (_, pause) => {
  const departments = ask<typeof catalogueQueries.departments>(null, '/departments', {});
  pause();
  const { departmentId } = pick(departments, 'no department is open');
  ask<typeof scheduleQueries.numbers>(null, '/numbers', { departmentId });
  const doctors = ask<typeof practitionerQueries.doctors>(null, '/doctors', { departmentId });
  pause();
  const { practitionerId: doctorId } = pick(doctors.rows, 'a department has no doctor');
  ask<typeof practitionerQueries.doctor>(null, '/doctors/:doctorId', { doctorId });
  ask<typeof scheduleQueries.numbers>(null, '/numbers', { doctorId });
  ask<typeof scheduleQueries.clinicSessions>(null, '/clinic-sessions', { doctorId });
  pause();
};
