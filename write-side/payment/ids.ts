/** Ids that derive: asked for again, a line or a refund has the same one, since a new number would pay back twice. */
import type { Method } from '@yunzhen/contracts/payment/bill';
import { v5 } from 'uuid';

const lines = '5b1d9a02-4c0e-5a3f-8f5d-6f0c2a7be911';
const refunds = '9c3f1a52-6f6e-5b0c-9b57-2b7c0e4f8d13';
const again = 'c5a6e0b4-27b8-5f0e-9e0a-0d3c5e8f7a26';
const found = '1e7b6f3c-8a0d-5d7e-b1f2-3b9d4c6a5e08';

export const lineIdOf = (paymentId: string, subjectId: string): string => v5(`${paymentId} ${subjectId}`, lines);

/** All that is left of what one means paid of a line, or of a whole payment that was declined. */
export const refundIdOf = (of: string, method: Method): string => v5(`${of} ${method}`, refunds);

/** What was granted on a request, of one means. */
export const grantedIdOf = (requestId: string, method: Method): string => v5(`${requestId} ${method}`, refunds);

/** After the channel has closed one. */
export const nextRefundIdOf = (refundId: string): string => v5(refundId, again);

/** Of a refund that was made at the channel, by its number there. */
export const foundIdOf = (number: string): string => v5(number, found);
