/** Whether something that happened makes an answer old. */
import { type Shape, touches } from '@yunzhen/contracts/shape';

/** What follows at once on streams that a patient's own channel does not tell of: numbers of the session, the place in the queue. */
const follows: Readonly<Record<string, readonly string[]>> = {
  registration: ['clinic-session'],
  'registration.held': ['clinic-session.number-held'],
  'registration.cancelled': ['clinic-session.number-released', 'consultation.withdrawn'],
  'registration.timed-out': ['clinic-session.number-released'],
  'consultation.completed': ['registration.completed'],
};

/** @param type of an event, `registration.held`; or the name of a capability one of whose commands was answered */
export const changes = (reads: readonly Shape[], type: string): boolean =>
  touches(reads, type) || (follows[type]?.some(other => touches(reads, other)) ?? false);
