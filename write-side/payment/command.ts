import type { PaymentLine } from '@yunzhen/contracts/payment/bill';
import type { PaymentCommand } from '@yunzhen/contracts/payment/payment';
import type { RefundWay } from '@yunzhen/contracts/payment/refundable';
import type { Facts } from '../decider.ts';
import type { Success } from './state.ts';

/** What the lines cost and how long they may be paid; what the channel says of a tender that is asked about; what the rule says. */
export type Command = Facts<
  PaymentCommand,
  {
    create: { billed: readonly PaymentLine[]; description: string; expiresAt: string };
    check: { success: Success | null };
    'ask-refund': { way: RefundWay };
  }
>;
