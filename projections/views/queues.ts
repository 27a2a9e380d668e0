import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import { queuesView } from '@yunzhen/contracts/consultation/row';
import { project } from '../view.ts';

const leaves = (e: { sessionId: string; consultationId: string }) => ({
  id: e.sessionId,
  pull: { waiting: { consultationId: e.consultationId } },
});

/** 候诊: the queue of each session. */
export const queues = project(queuesView)<ConsultationEvent>({
  'consultation.opened': ({ sessionId, doctorId, consultationId, patientId, number }) => ({
    id: sessionId,
    set: { sessionId, doctorId },
    push: { waiting: { consultationId, patientId, number } },
  }),
  'consultation.accepted': e => ({ ...leaves(e), set: { called: e.number } }),
  'consultation.rejected': leaves,
  'consultation.withdrawn': leaves,
});
