import type { PatientEvent } from '@yunzhen/contracts/patient/patient';
import { patientsView } from '@yunzhen/contracts/patient/row';
import { project } from '../view.ts';

/** P6.1, P6.5: account holders, what they agreed to and whom they follow. */
export const patients = project(patientsView)<PatientEvent>({
  'patient.registered': ({ patientId }, { at }) => ({
    id: patientId,
    set: { patientId, registeredAt: at, consents: [], followed: [] },
  }),
  'patient.consent-accepted': ({ patientId, version }, { at }) => ({
    id: patientId,
    push: { consents: { version, acceptedAt: at } },
  }),
  'patient.doctor-followed': ({ patientId, doctorId }, { at }) => ({
    id: patientId,
    push: { followed: { doctorId, since: at } },
  }),
  'patient.doctor-unfollowed': ({ patientId, doctorId }) => ({ id: patientId, pull: { followed: { doctorId } } }),
});
