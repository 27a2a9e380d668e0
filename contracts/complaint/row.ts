import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { complaintKinds, complaintOutcomes, complaintSubjects } from './complaint.ts';
import { complaintStates as declared } from './states.ts';

export const complaintStatuses = declared.statuses;

/** P10.4, O1.5: a complaint as it stands, with all that was written since the first time somebody complained about its subject. */
export const complaintRow = z.object({
  /** That of what it is about. */
  complaintId: id,
  subject: z.enum(complaintSubjects),
  consultationId: id,
  patientId: id,
  visitPersonId: id,
  doctorId: id,
  departmentId: id,
  kind: z.enum(complaintKinds),
  status: z.enum(complaintStatuses),
  filedAt: instant,
  dueAt: instant,
  /** Who has it in hand, or answered it. */
  operatorId: id.nullable(),
  endedAt: instant.nullable(),
  outcome: z.enum(complaintOutcomes).nullable(),
  /** Written to be read by operations and the patient, so never masked; the text is null when the person was erased. */
  letters: z.array(
    z.object({
      from: z.enum(['patient', 'hospital']),
      text: opened(z.string()).nullable(),
      pictures: z.array(id),
      at: instant,
    }),
  ),
});

export const complaintsView = viewShape({
  name: 'complaints',
  version: 1,
  row: complaintRow,
  owners: { patient: 'patientId' },
  events: ['complaint.filed', 'complaint.taken', 'complaint.answered', 'complaint.withdrawn'],
});

/** Still to be answered. */
export const complaintsWaiting = waiting(complaintsView)({
  in: ['new', 'in-hand'],
  next: ['operator', 'manager'],
  inHand: 'operatorId',
  late: { until: 'dueAt' },
});
