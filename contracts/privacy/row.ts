import { z } from 'zod';
import { id, instant } from '../language.ts';
import { opened } from '../sealed.ts';
import { viewShape } from '../shape.ts';
import { waiting } from '../waiting.ts';
import { privacyKinds, privacyOutcomes } from './privacy.ts';

/** `restricted` is granted, and closed until the law lets it be erased. */
export const privacyStatuses = ['requested', 'granted', 'refused', 'withdrawn', 'restricted', 'erased'] as const;

/** N5: a request about a person's data, as it stands. */
export const privacyRow = z.object({
  requestId: id,
  patientId: id,
  kind: z.enum(privacyKinds),
  status: z.enum(privacyStatuses),
  /** Written to be read by those who decide, so never masked; null when there is none, or the person was erased. */
  text: opened(z.string()).nullable(),
  requestedAt: instant,
  dueAt: instant,
  outcome: z.enum(privacyOutcomes).nullable(),
  /** Of the decision, for the person; null as `text`. */
  reason: opened(z.string()).nullable(),
  /** Who proposed the decision, and who took it. */
  proposedBy: id.nullable(),
  decidedBy: id.nullable(),
  decidedAt: instant.nullable(),
  /** Of a restricted one: when it is erased; null while a hold stands. */
  until: instant.nullable(),
});

export const privacyRequestsView = viewShape({
  name: 'privacyRequests',
  version: 1,
  row: privacyRow,
  owners: { patient: 'patientId' },
  events: ['privacy.requested', 'privacy.withdrawn', 'privacy.decided', 'privacy.restricted', 'privacy.erased'],
});

/** N5: the cases that keep a person's data. */
export const holdsRow = z.object({
  patientId: id,
  holds: z.array(z.object({ caseNumber: z.string(), at: instant, by: id })),
});

export const holdsView = viewShape({
  name: 'holds',
  version: 1,
  row: holdsRow,
  owners: {},
  events: ['privacy.hold-placed', 'privacy.hold-lifted'],
});

export const privacyWaiting = waiting(privacyRequestsView)({
  in: ['requested'],
  next: ['operator', 'manager'],
  late: { until: 'dueAt' },
});
