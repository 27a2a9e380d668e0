import { z } from 'zod';
import { day, id } from '../language.ts';
import { page, paging, query } from '../query.ts';
import { purposes, refundStatuses } from './payment.ts';
import { paymentRow, paymentStatuses, paymentsView } from './row.ts';

const access = { patient: 'own', operator: 'any', manager: 'any' } as const;

export const paymentQueries = {
  payments: query({
    path: '/payments',
    summary: 'P7.6 O1.2 Payments, newest first',
    access,
    params: {
      ...paging,
      purpose: z.enum(purposes).optional(),
      subjectId: id.optional(),
      status: z.enum(paymentStatuses).optional(),
      /** Those with a refund that stands like this. */
      refund: z.enum(refundStatuses).optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(paymentRow),
    reads: [paymentsView],
  }),
  payment: query({
    path: '/payments/:paymentId',
    summary: 'P6.9 P7.6 One payment and its refunds',
    access,
    params: { paymentId: id },
    result: paymentRow,
    reads: [paymentsView],
  }),
};
