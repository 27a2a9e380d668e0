import { z } from 'zod';
import { type CommandOf, capability, type EventOf, id, type RefusalOf, sealed, text } from '../language.ts';
import { pickUpCode } from '../numbers.ts';
import { cancelledBy } from '../registration/registration.ts';

const belongs = { dispensingId: id, patientId: id };
/** Of the keyed index that a pick-up code is found and compared by. */
export const pickUpCodeKind = 'pick-up-code';

/** 发药: handing out a paid prescription, once; has its id. Stream `dispensing-<id>`. */
export const dispensing = capability('dispensing', {
  events: {
    /** `pickUpCode`: ten random digits, shown to the patient as a QR code; it is found and compared by its keyed index. */
    readied: {
      ...belongs,
      consultationId: id,
      pickUpCode: sealed('patientId', z.string().regex(/^\d{10}$/)),
      pickUpCodeIndex: z.string(),
      hisNumber: z.string(),
    },
    dispensed: { ...belongs, pharmacistId: id },
    /** Its prescription is cancelled: it is never handed out, even if HIS takes it later. */
    cancelled: { ...belongs, by: z.enum(cancelledBy), reason: sealed('patientId') },
  },
  about: {
    readied: { patient: 'patientId', visit: 'consultationId', tells: ['patient'] },
    dispensed: { patient: 'patientId', pharmacist: 'pharmacistId', visit: 'dispensingId' },
    cancelled: { patient: 'patientId', visit: 'dispensingId' },
  },
  commands: {
    ready: { summary: 'Paid and known to HIS', input: { patientId: id, consultationId: id, hisNumber: z.string() } },
    dispense: {
      summary: 'R3.1 Check the code and hand out, once',
      access: { pharmacist: 'any' },
      input: { pickUpCode },
    },
    cancel: { summary: 'Its prescription is to be cancelled', input: { side: z.enum(cancelledBy), reason: text(200) } },
    withhold: {
      summary: 'Its visit was cancelled: it is not handed out, whether HIS has taken it or not',
      input: { patientId: id, side: z.enum(cancelledBy), reason: text(200) },
    },
  },
  boards: ['operations', 'review'],
  refusals: ['not-ready', 'wrong-code', 'already-dispensed', 'handed-out', 'dispensing-cancelled', 'visit-cancelled'],
});

export type DispensingEvent = EventOf<typeof dispensing>;
export type DispensingCommand = CommandOf<typeof dispensing>;
export type DispensingRefusal = RefusalOf<typeof dispensing>;
