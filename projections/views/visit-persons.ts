import type { PatientEvent } from '@yunzhen/contracts/patient/patient';
import { visitPersonKey, visitPersonsView } from '@yunzhen/contracts/patient/row';
import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import { project } from '../view.ts';

/** P3: every visit person, all that identifies them sealed; their names stay for those who treated them. */
export const visitPersons = project(visitPersonsView)<PatientEvent | PrivacyEvent>(
  {
    'patient.visit-person-added': ({ idNumberIndex: _, guardianName = null, ...e }, { at }) => ({
      id: visitPersonKey(e.patientId, e.visitPersonId),
      set: { ...e, guardianName, addedAt: at, removed: false },
    }),
    'patient.visit-person-removed': e => ({
      id: visitPersonKey(e.patientId, e.visitPersonId),
      set: { removed: true },
    }),
    'privacy.erased': ({ patientId, visitPersonIds }) =>
      visitPersonIds.map(one => ({ id: visitPersonKey(patientId, one), remove: true })),
  },
  [{ patientId: 1, addedAt: 1 }, { lookup: 1 }],
);
