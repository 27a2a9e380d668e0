import { deadline } from '../deadlines.ts';
import type { ClinicSessionEvent } from '../schedule/clinic-session.ts';
import type { registration } from './registration.ts';
import type { RegistrationStatus } from './states.ts';

/** P6.11: an unpaid hold. Set with the number and not with the booking, which may never arrive. */
export const holdDeadline = deadline<ClinicSessionEvent, typeof registration, RegistrationStatus>()({
  event: 'clinic-session.number-held',
  until: 'holdUntil',
  id: 'registrationId',
  capability: 'registration',
  command: 'time-out',
  input: ['clinicSessionId'],
  ends: ['none', 'held'],
});
