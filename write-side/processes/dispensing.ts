import type { DispensingEvent } from '@yunzhen/contracts/dispensing/dispensing';
import { claimDeadline, validityDeadline } from '@yunzhen/contracts/prescription/deadlines';
import { type PrescriptionEvent, prescription } from '@yunzhen/contracts/prescription/prescription';
import { his } from '../gateways/his/gateway.ts';
import { carried } from '../reactions/carried.ts';
import { call, process, send } from '../reactions/process.ts';
import { expiring } from './expiring.ts';

/**
 * R2.3, P8.2, R3.1, O1.3: a claim ends by itself, a paid prescription goes to HIS, is made ready, handed out once or cancelled, and ends
 * when its time is over.
 */
export const dispensing = process<PrescriptionEvent | DispensingEvent>('dispensing', {
  from: 'origin',
  on: {
    ...expiring(claimDeadline, validityDeadline),
    'prescription.paid': ({ prescriptionId, patientId, amount }) =>
      call(his, 'prescribe', { prescriptionId, patientId, amount }),
    'dispensing.dispensed': ({ dispensingId, pharmacistId }) => [
      send(prescription, dispensingId, 'confirm-dispensed', { pharmacistId }),
      call(his, 'dispense', { prescriptionId: dispensingId }),
    ],
    // Whoever cancels does the same at once, unless they died in between.
    'dispensing.cancelled': ({ dispensingId, by, reason }) =>
      send(prescription, dispensingId, 'confirm-cancelled', { side: by, reason: carried(reason) }),
    'prescription.cancelled': ({ prescriptionId, amount, reason }) =>
      amount !== undefined ? call(his, 'cancel-prescription', { prescriptionId, reason: carried(reason) }) : [],
  },
});
