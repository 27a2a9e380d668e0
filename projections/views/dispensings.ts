import type { DispensingEvent } from '@yunzhen/contracts/dispensing/dispensing';
import { dispensingsView } from '@yunzhen/contracts/dispensing/row';
import { project } from '../view.ts';

/** P8.2, R3.1: what waits at the pharmacy, and who handed it out. */
export const dispensings = project(dispensingsView)<DispensingEvent>(
  {
    'dispensing.readied': ({ consultationId: _, ...e }, { at }) => ({
      id: e.dispensingId,
      set: { ...e, status: 'ready', readiedAt: at, dispensedAt: null, pharmacistId: null },
    }),
    // Some were never ready.
    'dispensing.cancelled': e => ({ id: e.dispensingId, existing: true, set: { status: 'cancelled' } }),
    'dispensing.dispensed': ({ dispensingId, pharmacistId }, { at }) => ({
      id: dispensingId,
      set: { status: 'dispensed', dispensedAt: at, pharmacistId },
    }),
  },
  [{ status: 1, readiedAt: 1 }, { patientId: 1 }, { pickUpCodeIndex: 1 }, { hisNumber: 1 }],
);
