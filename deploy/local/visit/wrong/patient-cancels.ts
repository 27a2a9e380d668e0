/** (2) The patient cancels before the doctor accepts: full refund, and the number is free again. */

import { channels } from '@yunzhen/contracts/channels';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { scheduleQueries } from '@yunzhen/contracts/schedule/queries';
import { cancel } from '@yunzhen/people/registration';
import { refunded } from '../scenes/refunding.ts';
import { must } from '../stage.ts';
import { type Cast, waiting } from './cast.ts';

export const patientCancels = async (cast: Cast): Promise<void> => {
  const { stage, doctor } = cast;
  const { patient, registrationId, clinicSessionId, paymentId } = await waiting(cast);
  const reason = '临时有事，改天再来';
  await stage.step(patient, '临时有事，取消挂号', async ({ command, told, view }) => {
    const { number } = await view(registrationQueries.registration, { registrationId }, row => {
      return row.status === 'booked' && `number ${row.number}, ${row.status}`;
    });
    const before = await view(
      scheduleQueries.clinicSession,
      { clinicSessionId },
      ({ remaining }) => `${remaining} numbers free`,
    );
    await command('registration.cancelled', cancel(patient.actor, registrationId, reason));
    await told(doctor, channels.personal(doctor.id), 'consultation.withdrawn', { consultationId: registrationId });
    await told(patient, channels.personal(patient.id), 'registration.cancelled', { registrationId });
    await told(patient, channels.queue(clinicSessionId), 'clinic-session.number-released', { number });
    const after = await view(
      scheduleQueries.clinicSession,
      { clinicSessionId },
      ({ remaining }) => `${remaining} numbers free`,
    );
    must(after.remaining > before.remaining, 'the number did not become free');
  });
  await refunded(stage, { patient, paymentId, registrationId, status: 'cancelled', reason });
};
