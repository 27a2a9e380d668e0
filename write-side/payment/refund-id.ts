import { v5 } from 'uuid';

const refunds = '9c3f1a52-6f6e-5b0c-9b57-2b7c0e4f8d13';

/** One full refund per payment: a retry asks under the same number, since a new one would pay back twice. */
export const refundIdOf = (paymentId: string): string => v5(paymentId, refunds);
