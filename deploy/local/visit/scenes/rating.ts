/** 评价: the patient rates once, and everybody can read it. */

import { channels } from '@yunzhen/contracts/channels';
import { ratingQueries } from '@yunzhen/contracts/rating/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { rate as wanted } from '@yunzhen/people/rating';
import type { Person } from '../person.ts';
import type { Stage } from '../stage.ts';

export const rate = (stage: Stage, patient: Person, doctor: Person, registrationId: string): Promise<void> =>
  stage.step(patient, '给医生五颗星', async ({ command, told, refused, view }) => {
    const comment = '医生很耐心，解释得很清楚。';
    await command('rating.rated', wanted(patient.actor, registrationId, 5, comment));
    await refused('already-rated', wanted(patient.actor, registrationId, 1));
    await told(doctor, channels.personal(doctor.id), 'rating.rated', { ratingId: registrationId });
    await view(ratingQueries.doctorRatings, { doctorId: doctor.id }, ({ rows: [newest] }) => {
      return (
        newest?.ratingId === registrationId && `${newest.stars} stars by ${newest.visitPersonName}: ${newest.comment}`
      );
    });
    await view(registrationQueries.visit, { registrationId }, shown => {
      const { registration, consultation, record, prescriptions, dispensings, payments, rating } = shown;
      const whole = [registration.status, consultation?.status, dispensings[0]?.status, rating?.stars];
      return (
        `${whole}` === 'completed,completed,dispensed,5' &&
        `record ${record ? 'published' : 'none'}, ${prescriptions.length} prescription, ${payments.length} payments, all of it on one page`
      );
    });
  });
