import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { dispensingStates } from './states.ts';

/** R3.1: what is to be handed out, or was. The code is the patient's alone: a pharmacist types or scans it, and never sees it. */
export const dispensingRow = z.object({
  /** That of its prescription. */
  dispensingId: id,
  patientId: id,
  status: z.enum(dispensingStates.statuses),
  pickUpCode: opened(z.string()).nullable(),
  pickUpCodeIndex: z.string(),
  hisNumber: z.string(),
  readiedAt: instant,
  dispensedAt: instant.nullable(),
  pharmacistId: id.nullable(),
});

export const dispensingsView = viewShape({
  name: 'dispensings',
  version: 2,
  row: dispensingRow,
  owners: { patient: 'patientId' },
  events: ['dispensing.readied', 'dispensing.cancelled', 'dispensing.dispensed'],
});

export const pickUpsWaiting = waiting(dispensingsView)({
  in: ['ready'],
  next: ['pharmacist'],
  late: { since: 'readiedAt', minutes: 24 * 60 },
});
