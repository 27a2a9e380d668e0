import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import { queuesView } from '@yunzhen/contracts/consultation/row';
import { project } from '../view.ts';

const leaves = (e: { clinicSessionId: string; consultationId: string }) => ({
  id: e.clinicSessionId,
  pull: { waiting: { consultationId: e.consultationId } },
});

/** 候诊: the queue of each session. */
export const queues = project(queuesView)<ConsultationEvent>({
  'consultation.opened': ({ clinicSessionId, doctorId, consultationId, patientId, number }) => ({
    id: clinicSessionId,
    set: { clinicSessionId, doctorId },
    push: { waiting: { consultationId, patientId, number } },
  }),
  'consultation.accepted': e => ({ ...leaves(e), set: { called: e.number } }),
  'consultation.rejected': leaves,
  'consultation.withdrawn': leaves,
});
