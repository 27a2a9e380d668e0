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
  practitioner: ['practitioners'],
  department: ['departments'],
  drug: ['drugs'],
  diagnosis: ['diagnoses'],
};

/** Figures are made of everything that happens. @param type of an event, or the name of its capability. */
export const touchedBy = (type: string): readonly string[] => [...(viewsOf[type.split('.')[0] ?? ''] ?? []), 'facts'];
