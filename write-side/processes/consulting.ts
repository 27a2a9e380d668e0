import type { ConsultationEvent } from '@yunzhen/contracts/consultation/consultation';
import { conversation } from '@yunzhen/contracts/conversation/conversation';
import { type PrescriptionEvent, prescription } from '@yunzhen/contracts/prescription/prescription';
import type { RecordEvent } from '@yunzhen/contracts/record/record';
import { type Carried, carried } from '../reactions/carried.ts';
import { process, send } from '../reactions/process.ts';

/** D3.6: what was prescribed in a visit that was cancelled, whatever became of it until now. */
const fallWith = (prescriptionIds: readonly string[], reason: Carried) =>
  prescriptionIds.map(id => send(prescription, id, 'cancel-with-visit', { side: 'doctor', reason }));

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
    'prescription.cancelled': ({ consultationId, by, published, paymentId, reason }, { eventId }) =>
      published
        ? send(conversation, consultationId, 'post-card', {
            messageId: eventId,
            kind: 'notice',
            text: carried(reason, {
              before: `处方已由${by === 'doctor' ? '医生' : '医院'}取消${paymentId ? '，药费原路退回' : ''}：`,
            }),
          })
        : [],
    'consultation.completed': ({ consultationId }) => send(conversation, consultationId, 'close', {}),
    'consultation.cancelled': ({ consultationId, prescriptionIds, reason }) => [
      ...fallWith(prescriptionIds, carried(reason, { before: '问诊已取消：' })),
      send(conversation, consultationId, 'close', {}),
    ],
    'consultation.terminated': ({ consultationId, prescriptionIds, reason }) => [
      ...fallWith(prescriptionIds, carried(reason, { before: '问诊已终止：' })),
      send(conversation, consultationId, 'close', {}),
    ],
  },
});
