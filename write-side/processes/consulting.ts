import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import { conversation } from '@yunzhen/contracts/conversation/conversation';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import type { RecordEvent } from '@yunzhen/contracts/record/record';
import { process, send } from '../reactions/process.ts';

/** P6.14, P10.2, P10.3: the chat opens with the consultation, shows its documents as cards, and closes with it. */
export const consulting = process<ConsultationEvent | RecordEvent | PrescriptionEvent>('consulting', {
  from: 'origin',
  on: {
    'consultation.accepted': ({ consultationId, patientId, visitPersonId, doctorId }) =>
      send(conversation, consultationId, 'open', { patientId, visitPersonId, doctorId }),
    'record.published': ({ recordId }, { eventId }) =>
      send(conversation, recordId, 'post-card', { messageId: eventId, kind: 'record', documentId: recordId }),
    'prescription.published': ({ consultationId, prescriptionId }, { eventId }) =>
      send(conversation, consultationId, 'post-card', {
        messageId: eventId,
        kind: 'prescription',
        documentId: prescriptionId,
      }),
    'prescription.cancelled': ({ consultationId, published, paymentId, reason }, { eventId }) =>
      published
        ? send(conversation, consultationId, 'post-card', {
            messageId: eventId,
            kind: 'notice',
            text: `处方已由医院取消${paymentId ? '，药费原路退回' : ''}：${reason.slice(0, 170)}`,
          })
        : [],
    'consultation.completed': ({ consultationId }) => send(conversation, consultationId, 'close', {}),
    'consultation.cancelled': ({ consultationId }) => send(conversation, consultationId, 'close', {}),
    'consultation.terminated': ({ consultationId }) => send(conversation, consultationId, 'close', {}),
  },
});
