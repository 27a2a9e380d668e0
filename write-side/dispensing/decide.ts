import type { DispensingCommand, DispensingEvent, DispensingRefusal } from '@yunzhen/contracts/dispensing/dispensing';
import type { DispensingStatus } from '@yunzhen/contracts/dispensing/states';
import { type Decider, type Facts, refusing } from '../decider.ts';

export interface Dispensing {
  readonly status: 'none' | DispensingStatus;
  readonly patientId: string;
  /** The visit that must still carry it when it is handed out. */
  readonly consultationId: string;
  /** Keyed index of the code. */
  readonly pickUpCodeIndex: string;
  /** Who handed it out. */
  readonly pharmacistId: string | null;
}

/** The code that was drawn for it, and the keyed index of a code. */
export type Command = Facts<
  DispensingCommand,
  { ready: { pickUpCode: string; pickUpCodeIndex: string }; dispense: { pickUpCodeIndex: string } }
>;

const refuse = refusing<DispensingRefusal>();

export const decider: Decider<Command, DispensingEvent, Dispensing> = {
  initial: { status: 'none', patientId: '', consultationId: '', pickUpCodeIndex: '', pharmacistId: null },
  subject: ({ status, patientId }) => (status === 'none' ? null : { patientId }),
  decide: {
    ready: ({ id, patientId, consultationId, hisNumber, pickUpCode, pickUpCodeIndex }, { status }) =>
      status === 'none'
        ? [
            {
              type: 'dispensing.readied',
              data: { dispensingId: id, patientId, consultationId, pickUpCode, pickUpCodeIndex, hisNumber },
            },
          ]
        : [],
    dispense: ({ id, pickUpCodeIndex, by }, state) => {
      if (state.status === 'none') return refuse('not-ready');
      if (state.pickUpCodeIndex !== pickUpCodeIndex) return refuse('wrong-code');
      if (state.status === 'dispensed') return refuse('already-dispensed');
      if (state.status === 'cancelled') return refuse('dispensing-cancelled');
      return [
        { type: 'dispensing.dispensed', data: { dispensingId: id, patientId: state.patientId, pharmacistId: by.id } },
      ];
    },
    cancel: ({ id, side, reason }, { status, patientId }) => {
      if (status === 'none') return refuse('not-ready');
      if (status === 'dispensed') return refuse('handed-out');
      if (status === 'cancelled') return [];
      return [{ type: 'dispensing.cancelled', data: { dispensingId: id, patientId, by: side, reason } }];
    },
    withhold: ({ id, patientId, side, reason }, { status }) => {
      if (status === 'dispensed') return refuse('handed-out');
      if (status === 'cancelled') return [];
      return [{ type: 'dispensing.cancelled', data: { dispensingId: id, patientId, by: side, reason } }];
    },
  },
  evolve: {
    'dispensing.readied': (_, { patientId, consultationId, pickUpCodeIndex }) => ({
      status: 'ready',
      patientId,
      consultationId,
      pickUpCodeIndex,
      pharmacistId: null,
    }),
    'dispensing.cancelled': (state, { patientId }) => ({ ...state, status: 'cancelled', patientId }),
    'dispensing.dispensed': (state, { pharmacistId }) => ({ ...state, status: 'dispensed', pharmacistId }),
  },
};
