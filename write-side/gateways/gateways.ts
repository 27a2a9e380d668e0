/** The outside systems as the processes call them: one function each, whose answer is what follows. */
import { OutcomeUnknown } from '@yunzhen/platform/problem';
import type { Reaction } from '../processes/process.ts';

/** Nobody knows whether it happened: it is asked again with the same numbers, never assumed. HTTP 503. */
export class GatewayUnknown extends OutcomeUnknown {}

/** The outside system refused for a reason that no repetition cures: settings, keys, or a disagreement about the books. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  /** The outside system's own code. */
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Gateway<I> = (input: I) => Promise<readonly Reaction[]>;

/** Inputs carry ids and amounts, so that a call can wait in the deadline view and be repeated after a crash. */
export interface Gateways {
  /** Orders at WeChat Pay; answers `record-prepared`, `close`, or `record-success` of what is paid already. Amount in fen. */
  readonly 'wechat-pay.prepay': Gateway<{
    paymentId: string;
    patientId: string;
    amount: number;
    description: string;
    expiresAt: string;
  }>;
  /** Asks WeChat Pay what became of a payment; answers `record-success` or nothing. */
  readonly 'wechat-pay.query': Gateway<{ paymentId: string }>;
  /** Refunds; answers `record-refund`, or asks to query again while it is processing. */
  readonly 'wechat-pay.refund': Gateway<{
    paymentId: string;
    refundId: string;
    amount: number;
    total: number;
    reason: string;
  }>;
  /** Closes an unpaid order, so that it cannot be paid any more; a payment that was faster is recorded. */
  readonly 'wechat-pay.close': Gateway<{ paymentId: string }>;
  /** Registers a paid registration with HIS; answers `confirm-his` or `fail`. */
  readonly 'his.register': Gateway<{
    registrationId: string;
    doctorId: string;
    departmentId: string;
    startsAt: string;
    number: number;
    amount: number;
  }>;
  /** Cancels it there and refunds its charge; answers `release-number` on its session. */
  readonly 'his.cancel': Gateway<{ registrationId: string; reason: string }>;
  /** Writes a paid prescription back to HIS; answers `ready` on its dispensing, or `reject`. */
  readonly 'his.prescribe': Gateway<{ prescriptionId: string; patientId: string; amount: number }>;
  /** Cancels a prescription there, which puts its drugs back, and refunds its charge. */
  readonly 'his.cancel-prescription': Gateway<{ prescriptionId: string; reason: string }>;
  /** Tells HIS that the drugs were handed out. */
  readonly 'his.dispense': Gateway<{ prescriptionId: string }>;
}
