/** What documents ask of the visit they are written in. */
import { refuse } from '@yunzhen/platform/refusal';
import type { Ask } from '../feature.ts';
import { consultation } from './consultation.ts';
import { type Belongs, carriesDocuments } from './decide.ts';

/** What is written belongs to a consultation that the writing doctor holds just now. Refuses `consultation-not-in-progress`. */
export const consulting = async (ask: Ask, consultationId: string, writer: string): Promise<Belongs> => {
  const { status, patientId, visitPersonId, doctorId, departmentId } = await ask.state(consultation, consultationId);
  if (status !== 'in-progress' || doctorId !== writer) return refuse('consultation-not-in-progress');
  return { patientId, visitPersonId, doctorId, departmentId };
};

export const isCarried = async (ask: Ask, consultationId: string): Promise<boolean> =>
  carriesDocuments(await ask.state(consultation, consultationId));

/** Before a document goes any further. Refuses `visit-cancelled`. */
export const carried = async (ask: Ask, consultationId: string): Promise<void> => {
  if (!(await isCarried(ask, consultationId))) refuse('visit-cancelled');
};
