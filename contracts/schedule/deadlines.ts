import { deadline } from '../deadlines.ts';
import type { ClinicSessionEvent, clinicSession } from './clinic-session.ts';
import type { ClinicSessionStatus } from './states.ts';

/** O1.1: how long after the end of a session its doctor may still call who waits. */
export const closingDeadline = deadline<ClinicSessionEvent, typeof clinicSession, ClinicSessionStatus>()({
  event: 'clinic-session.published',
  until: 'endsAt',
  minutesAfter: 60,
  id: 'clinicSessionId',
  capability: 'clinic-session',
  command: 'close',
  input: [],
  ends: ['published', 'suspended'],
});
