import { z } from 'zod';
import { day, id } from '../language.ts';
import { anyNumber, page, paging, query } from '../query.ts';
import { businesses, refundStatuses } from './bill.ts';
import { paymentRow, paymentStatuses, paymentsView, requestStatuses } from './row.ts';

const access = { patient: 'own', operator: 'any', manager: 'any' } as const;

export const paymentQueries = {
  payments: query({
    path: '/payments',
    summary: 'P7.6 O1.2 Payments, newest first',
    access,
    params: {
      ...paging,
      /** With a line of this kind. */
      business: z.enum(businesses).optional(),
      subjectId: id.optional(),
      number: anyNumber.optional(),
      visitPersonId: id.optional(),
      departmentId: id.optional(),
      status: z.enum(paymentStatuses).optional(),
      /** Those with a refund that stands like this; `waiting`: that has not arrived, and is not stuck. */
      refund: z.enum([...refundStatuses, 'waiting']).optional(),
      /** Those with a request of the patient's that stands like this. */
      request: z.enum(requestStatuses).optional(),
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
