/** Which views an event changes, by its capability: the other half of a query's `views`. Checked against the projections by a test. */

const viewsOf: Readonly<Record<string, readonly string[]>> = {
  registration: ['registrations'],
  consultation: ['consultations', 'queues', 'departments', 'practitioners'],
  conversation: ['conversations', 'messages'],
  payment: ['payments', 'registrations', 'prescriptions'],
  record: ['records'],
  prescription: ['prescriptions'],
  dispensing: ['dispensings'],
  rating: ['ratings', 'practitioners'],
  complaint: ['complaints'],
  template: ['prescriptionTemplates', 'recordTemplates'],
  session: ['sessions'],
  patient: ['patients', 'visitPersons', 'practitioners'],
  practitioner: ['practitioners', 'accounts'],
  account: ['accounts'],
  department: ['departments'],
  drug: ['drugs'],
  diagnosis: ['diagnoses'],
};
/** What follows at once on streams that a patient's own channel does not tell of: numbers of the session, the place in the queue. */
const follows: Readonly<Record<string, readonly string[]>> = {
  'registration.book': ['sessions'],
  'registration.held': ['sessions'],
  'registration.cancel': ['sessions'],
  'registration.cancelled': ['sessions', 'consultations', 'queues'],
  'registration.timed-out': ['sessions'],
  'consultation.completed': ['registrations'],
};

/**
 * Figures are made of everything that happens.
 * @param type of an event, `registration.held`; of a command, `registration.cancel`; or the name of a capability
 */
export const touchedBy = (type: string): readonly string[] => [
  ...(viewsOf[type.split('.')[0] ?? ''] ?? []),
  ...(follows[type] ?? []),
  'facts',
];
