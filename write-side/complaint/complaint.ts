import { complaint as contract } from '@yunzhen/contracts/complaint/complaint';
import { visitPersonSubject } from '@yunzhen/platform/sealing/subject';
import { consultation } from '../consultation/consultation.ts';
import { type Ask, feature } from '../feature.ts';
import { prescription } from '../prescription/prescription.ts';
import { decider } from './decide.ts';

const ofConsultation = async (id: string, patientId: string, ask: Ask) => {
  const { status, ...of } = await ask.state(consultation, id);
  if (status === 'none' || of.patientId !== patientId) return null;
  const { visitPersonId, doctorId, departmentId } = of;
  return { consultationId: id, visitPersonId, doctorId, departmentId };
};

/** What a patient sees nothing of yet. */
const unseen = new Set<string>(['submitted', 'recalled', 'claimed', 'passed', 'failed']);

const ofPrescription = async (id: string, patientId: string, ask: Ask) => {
  const { status, written } = await ask.state(prescription, id);
  if (written?.patientId !== patientId || unseen.has(status)) return null;
  const { consultationId, visitPersonId, doctorId, departmentId } = written;
  return { consultationId, visitPersonId, doctorId, departmentId };
};

/** P10.4, O1.5: what a patient complains about is their own, and operations answer it. */
export const complaint = feature(contract, decider, {
  file: async ({ id, subject, pictures, by }, ask) => {
    const about = await (subject === 'consultation' ? ofConsultation : ofPrescription)(id, by.id, ask);
    if (about) {
      const person = visitPersonSubject(by.id, about.visitPersonId);
      await ask.attach(pictures, { purpose: 'complaint', id, about: person }, by.id);
    }
    return { about };
  },
});
