import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { consultationStates as declared } from './states.ts';

export const consultationStatuses = declared.statuses;

/** D3.1: a consultation and where it stands. */
export const consultationRow = z.object({
  consultationId: id,
  clinicSessionId: id,
  number: z.int().positive(),
  doctorId: id,
  departmentId: id,
  patientId: id,
  visitPersonId: id,
  startsAt: instant,
  waitingSince: instant,
  /** Sorts by session, in it by number. */
  turn: z.string(),
  status: z.enum(consultationStatuses),
  openedAt: instant,
  acceptedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** What the patient is told when it ended before its time. */
  endReason: opened(z.string()).nullable(),
});
export type ConsultationRow = z.infer<typeof consultationRow>;

export const consultationsView = viewShape({
  name: 'consultations',
  version: 1,
  row: consultationRow,
  owners: { patient: 'patientId', doctor: 'doctorId' },
  events: [
    'consultation.opened',
    'consultation.accepted',
    'consultation.rejected',
    'consultation.withdrawn',
    'consultation.cancelled',
    'consultation.terminated',
    'consultation.completed',
  ],
});

/** Since their turn could have come: the session began and they were booked. */
export const patientsWaiting = waiting(consultationsView)({
  in: ['waiting'],
  next: ['doctor'],
  late: { since: 'waitingSince', minutes: 30 },
});

/** 候诊: who waits in a session, and which number was called last. */
export const queueRow = z.object({
  clinicSessionId: id,
  doctorId: id,
  called: z.int().nullable(),
  waiting: z.array(z.object({ consultationId: id, patientId: id, number: z.int() })),
});
export type QueueRow = z.infer<typeof queueRow>;

export const queuesView = viewShape({
  name: 'queues',
  version: 1,
  row: queueRow,
  owners: { doctor: 'doctorId' },
  events: ['consultation.opened', 'consultation.accepted', 'consultation.rejected', 'consultation.withdrawn'],
});
