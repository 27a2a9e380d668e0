import type { PatientEvent } from '@yunzhen/contracts/patient/patient';
import { patientsView } from '@yunzhen/contracts/patient/row';
import type { PrivacyEvent } from '@yunzhen/contracts/privacy/privacy';
import { project } from '../view.ts';

/** P6.1, P6.5: account holders, what they agreed to and whom they follow. */
export const patients = project(patientsView)<PatientEvent | PrivacyEvent>({
  'patient.registered': ({ patientId }, { at }) => ({
    id: patientId,
    set: { patientId, registeredAt: at, consents: [], followed: [] },
  }),
  'patient.consent-accepted': ({ patientId, version }, { at }) => ({
    id: patientId,
    push: { consents: { version, acceptedAt: at } },
  }),
  'patient.consent-withdrawn': ({ patientId }) => ({ id: patientId, set: { consents: [] } }),
  'patient.doctor-followed': ({ patientId, doctorId }, { at }) => ({
    id: patientId,
    push: { followed: { doctorId, since: at } },
  }),
  'patient.doctor-unfollowed': ({ patientId, doctorId }) => ({ id: patientId, pull: { followed: { doctorId } } }),
  'privacy.erased': ({ patientId }) => ({ id: patientId, remove: true }),
});
