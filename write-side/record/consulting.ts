import { refuse } from '@yunzhen/platform/refusal';
import { consultation } from '../consultation/consultation.ts';
import type { Ask } from '../feature.ts';

/** Whom a document is about and who writes it. */
export interface Belongs {
  readonly patientId: string;
  readonly visitPersonId: string;
  readonly doctorId: string;
  readonly departmentId: string;
}

/** What is written belongs to a consultation that the writing doctor holds just now. */
export const consulting = async (ask: Ask, consultationId: string, writer: string): Promise<Belongs> => {
  const { status, patientId, visitPersonId, doctorId, departmentId } = await ask.state(consultation, consultationId);
  if (status !== 'in-progress' || doctorId !== writer) return refuse('consultation-not-in-progress');
  return { patientId, visitPersonId, doctorId, departmentId };
};
