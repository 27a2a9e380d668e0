import { channels } from '@yunzhen/contracts/channels';
import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import type { SessionEvent } from '@yunzhen/contracts/schedule/session';
import { channel, type Message } from '../channel.ts';

const move = ({ sessionId, number }: { sessionId: string; number: number }): Message => ({
  to: channels.queue(sessionId),
  data: { sessionId, number },
});

/** P6.2, D2.1: numbers that are taken, and those that join and leave the queue. */
export const queue = channel<ConsultationEvent | SessionEvent>('queue', {
  'session.number-held': move,
  'session.number-released': move,
  'session.suspended': ({ sessionId }) => ({ to: channels.queue(sessionId), data: { sessionId } }),
  'consultation.opened': move,
  'consultation.accepted': move,
  'consultation.rejected': move,
  'consultation.withdrawn': move,
});
