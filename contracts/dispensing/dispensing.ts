import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf, text } from '../language.ts';
import { pickUpCode } from '../numbers.ts';

const belongs = { dispensingId: id, patientId: id };

/** 发药: handing out a paid prescription, once; has its id. Stream `dispensing-<id>`. */
export const dispensing = capability('dispensing', {
  events: {
    /** `pickUpCode`: ten random digits, shown to the patient as a QR code. */
    readied: { ...belongs, pickUpCode: z.string().regex(/^\d{10}$/), hisNumber: z.string() },
    dispensed: { ...belongs, pharmacistId: id },
    /** Its prescription is cancelled: it is never handed out. */
    cancelled: { ...belongs, reason: text(200) },
  },
  commands: {
    ready: { summary: 'Paid and known to HIS', input: { patientId: id, hisNumber: z.string() } },
    dispense: {
      summary: 'R3.1 Check the code and hand out, once',
      access: { pharmacist: 'any' },
      input: { pickUpCode },
    },
    cancel: { summary: 'Its prescription is to be cancelled', input: { reason: text(200) } },
  },
  refusals: ['not-ready', 'wrong-code', 'already-dispensed', 'handed-out', 'dispensing-cancelled'],
});

export type DispensingEvent = EventOf<typeof dispensing>;
export type DispensingCommand = CommandOf<typeof dispensing>;
export type DispensingRefusal = RefusalOf<typeof dispensing>;
