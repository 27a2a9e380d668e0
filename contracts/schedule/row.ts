import { z } from 'zod';
import { day, fen, id, instant } from '../language.ts';
import { viewShape } from '../shape.ts';
import { clinicSessionStates } from './states.ts';

export const clinicSessionRow = z.object({
  clinicSessionId: id,
  doctorId: id,
  departmentId: id,
  startsAt: instant,
  endsAt: instant,
  /** The hospital's day it begins on. */
  day,
  fee: fen,
  capacity: z.int(),
  /** Numbers that are held or booked. */
  taken: z.int(),
  remaining: z.int(),
  status: z.enum(clinicSessionStates.statuses),
  suspendReason: z.string().nullable(),
});
export type ClinicSessionRow = z.infer<typeof clinicSessionRow>;

export const clinicSessionsView = viewShape({
  name: 'clinicSessions',
  version: 1,
  row: clinicSessionRow,
  owners: { doctor: 'doctorId' },
  events: [
    'clinic-session.published',
    'clinic-session.suspended',
    'clinic-session.number-held',
    'clinic-session.number-released',
  ],
});
