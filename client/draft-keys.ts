/** Every form that keeps what was typed, with what and whom the text is about: a draft cannot be named without all of it. */

/** Named after the command that the text becomes. The ids name what and whom it is about. */
const subjects = {
  /** Of a form that becomes one command: `drug.list`, and the id of what is changed or `new`. */
  form: ['command', 'id'],
  'patient.add-visit-person': ['patientId'],
  /** For whom a number is booked: the choice, without what was typed about anybody. */
  'registration.choose-visit-person': ['patientId', 'clinicSessionId'],
  'registration.book': ['clinicSessionId', 'visitPersonId'],
  'conversation.send': ['conversationId'],
  'record.write': ['consultationId'],
  'prescription.submit': ['consultationId'],
  'prescription.revise': ['prescriptionId'],
  'prescription.fail': ['prescriptionId'],
  'payment.ask-refund': ['lineId'],
  'rating.rate': ['consultationId'],
  'complaint.file': ['subjectId'],
  'privacy.request': ['patientId'],
  'practitioner.change-profile': ['practitionerId'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type DraftPurpose = keyof typeof subjects;
export type DraftSubject<P extends DraftPurpose> = { readonly [part in (typeof subjects)[P][number]]: string };

/**
 * The key of a draft: who types, what for, about what and whom. Null while one of them is not known yet: such a draft is not kept.
 * @param owner the id of who types, empty for nobody
 */
export const draftKey = <P extends DraftPurpose>(
  owner: string,
  purpose: P,
  subject: DraftSubject<P>,
): string | null => {
  const parts = [owner, ...subjects[purpose].map(part => (subject as Readonly<Record<string, string>>)[part])];
  return parts.every(part => part !== undefined && part !== '')
    ? `${owner}.${purpose}.${parts.slice(1).join('.')}`
    : null;
};
