import { channels } from '@yunzhen/contracts/channels';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import type { ClinicSessionEvent } from '@yunzhen/contracts/schedule/clinic-session';
import { channel, type Message } from '../channel.ts';

const move = ({ clinicSessionId, number }: { clinicSessionId: string; number: number }): Message => ({
  to: channels.queue(clinicSessionId),
  data: { clinicSessionId, number },
});

/** P6.2, D2.1: numbers that are taken, and those that join and leave the queue. */
export const queue = channel<ConsultationEvent | ClinicSessionEvent>('queue', {
  'clinic-session.number-held': move,
  'clinic-session.number-released': move,
  'clinic-session.suspended': ({ clinicSessionId }) => ({
    to: channels.queue(clinicSessionId),
    data: { clinicSessionId },
  }),
  'consultation.opened': move,
  'consultation.accepted': move,
  'consultation.rejected': move,
  'consultation.withdrawn': move,
});
