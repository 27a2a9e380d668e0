/** 评价: the patient rates once, and everybody can read it. */
import { channels } from '@yunzhen/contracts/channels';
import { registrationQueries } from '@yunzhen/contracts/registration/views';
import { review } from '@yunzhen/contracts/review/review';
import { reviewQueries } from '@yunzhen/contracts/review/views';
import type { Person } from '../person.ts';
import type { Stage } from '../stage.ts';

export const rate = (stage: Stage, patient: Person, doctor: Person, registrationId: string): Promise<void> =>
  stage.step(patient, '给医生五颗星', async ({ command, told, refused, view }) => {
    const comment = '医生很耐心，解释得很清楚。';
    await command('review.rated', review, registrationId, 'rate', { stars: 5, comment });
    await refused('already-rated', review, registrationId, 'rate', { stars: 1 });
    await told(doctor, channels.personal(doctor.id), 'review.rated', { reviewId: registrationId });
    await view(reviewQueries.doctorReviews, { doctorId: doctor.id }, ({ rows: [newest] }) => {
      return (
        newest?.reviewId === registrationId && `${newest.stars} stars by ${newest.visitPersonName}: ${newest.comment}`
      );
    });
    await view(registrationQueries.visit, { registrationId }, shown => {
      const { registration, consultation, record, prescriptions, dispensings, payments, review } = shown;
      const whole = [registration.status, consultation?.state, dispensings[0]?.status, review?.stars];
      return (
        `${whole}` === 'completed,completed,dispensed,5' &&
        `record ${record ? 'published' : 'none'}, ${prescriptions.length} prescription, ${payments.length} payments, all of it on one page`
      );
    });
  });
