import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import { holdsView } from '@yunzhen/contracts/privacy/row';
import { project } from '../view.ts';

/** N5: the legal cases that keep the data of a person. */
export const holds = project(holdsView)<PrivacyEvent>({
  'privacy.hold-placed': ({ patientId, caseNumber, by }, { at }) => ({
    id: patientId,
    set: { patientId },
    push: { holds: { caseNumber, at, by } },
  }),
  'privacy.hold-lifted': ({ patientId, caseNumber }) => ({ id: patientId, pull: { holds: { caseNumber } } }),
});
