import { z } from 'zod';
import { day, fen, id, instant } from '../language.ts';
import { viewShape } from '../shape.ts';
import { sessionStates } from './states.ts';

export const sessionRow = z.object({
  sessionId: id,
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
  status: z.enum(sessionStates.statuses),
  suspendReason: z.string().nullable(),
});
export type SessionRow = z.infer<typeof sessionRow>;

export const sessionsView = viewShape({
  name: 'sessions',
  version: 1,
  row: sessionRow,
  owners: { doctor: 'doctorId' },
  events: ['session.published', 'session.suspended', 'session.number-held', 'session.number-released'],
});
