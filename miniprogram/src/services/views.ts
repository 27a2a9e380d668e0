/** Which views an event or command changes, and how far they must be: what makes an answer on the screen an old one. */

/** By capability; the names are those in each Query's `views`. */
const touched: Readonly<Record<string, readonly string[]>> = {
  patient: ['patients', 'visitPersons'],
  practitioner: ['practitioners'],
  session: ['sessions'],
  registration: ['registrations'],
  payment: ['payments'],
  consultation: ['consultations', 'queues'],
  conversation: ['conversations', 'messages'],
  record: ['records'],
  prescription: ['prescriptions'],
  dispensing: ['dispensings'],
  rating: ['ratings'],
  complaint: ['complaints'],
  template: ['prescriptionTemplates', 'recordTemplates'],
};
/** What a registration's hold does to a session is told on the session's channel alone; its own phone knows sooner. */
const alsoTouched: Readonly<Record<string, readonly string[]>> = {
  'registration.held': ['sessions'],
  'registration.cancelled': ['sessions', 'consultations', 'queues'],
  'patient.follow-doctor': ['practitioners'],
  'patient.unfollow-doctor': ['practitioners'],
  'consultation.completed': ['registrations', 'practitioners'],
  'payment.refund-succeeded': ['registrations', 'prescriptions'],
};

/** Of an event such as `registration.held`, or of a command such as `registration.cancel`. */
export const viewsOf = (type: string): readonly string[] => [
  ...(touched[type.split('.')[0] ?? ''] ?? []),
  ...(alsoTouched[type] ?? []),
];

const reached = new Map<string, number>();

/** A view is known to change at this position. */
export const note = (views: readonly string[], position: string): void => {
  for (const view of views) reached.set(view, Math.max(reached.get(view) ?? 0, Number(position)));
};

/** What `after` of a query over these views has to be; undefined when nothing was heard of them. */
export const needed = (views: readonly string[]): string | undefined => {
  const most = Math.max(0, ...views.map(view => reached.get(view) ?? 0));
  return most > 0 ? String(most) : undefined;
};

/** Another person's positions mean nothing: forgotten when somebody else signs in. */
export const forget = (): void => reached.clear();
