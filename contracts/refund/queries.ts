import { z } from 'zod';
import { day } from '../language.ts';
import { businesses, refundGrounds, refundStatuses } from '../payment/bill.ts';
import { anyNumber, page, paging, query } from '../query.ts';
import { refundRow, refundsView } from './row.ts';

export const refundQueries = {
  refunds: query({
    path: '/refunds',
    summary: 'O1.4 Register of refunds by the day they were asked for, newest first',
    access: { operator: 'any', manager: 'any' },
    params: {
      ...paging,
      /** `late`: taken by the channel a week ago or more, and not arrived. */
      status: z.enum([...refundStatuses, 'late']).optional(),
      business: z.enum(businesses).optional(),
      ground: z.enum(refundGrounds).optional(),
      number: anyNumber.optional(),
      from: day.optional(),
      to: day.optional(),
    },
    result: page(refundRow),
    reads: [refundsView],
  }),
};
