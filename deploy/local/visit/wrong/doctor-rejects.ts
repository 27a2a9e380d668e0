/** (3) The doctor rejects: the patient reads why and gets everything back. */

import { channels } from '@yunzhen/contracts/channels';
import { consultationQueries } from '@yunzhen/contracts/consultation/queries';
import { accept, reject } from '@yunzhen/people/consultation';
import { refunded } from '../scenes/refunding.ts';
import { type Cast, waiting } from './cast.ts';

export const doctorRejects = async (cast: Cast): Promise<void> => {
  const { stage, doctor } = cast;
  const { patient, registrationId, paymentId } = await waiting(cast);
  const reason = '属于首诊，请先到线下门诊就诊';
  await stage.step(doctor, `拒诊 ${patient.name}：${reason}`, async ({ command, told, view, refused }) => {
    const consultationId = registrationId;
    await command('consultation.rejected', reject(doctor.actor, consultationId, reason));
    await told(patient, channels.personal(patient.id), 'consultation.rejected', { consultationId });
    await told(patient, channels.personal(patient.id), 'registration.cancelled', { registrationId });
    await view(consultationQueries.consultation, { consultationId }, ({ status, endReason }) => {
      return status === 'rejected' && endReason === reason && `${status}: ${endReason}`;
    });
    await refused('already-over', accept(doctor.actor, consultationId));
  });
  await refunded(stage, { patient, paymentId, registrationId, status: 'cancelled', reason });
};
