import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { paymentsView } from '@yunzhen/contracts/payment/row';
import { answer, shown } from '../answer.ts';
import { equal, within } from '../filters.ts';
import { pageOf } from '../paging.ts';

export const payments = answer('payments', paymentQueries.payments, ({ params, own, view }) => {
  const { purpose, subjectId, status, refund, from, to, ...paging } = params;
  const filter = {
    ...equal({ purpose, subjectId, status, 'refunds.status': refund }),
    ...within('createdAt', from, to),
    ...own(paymentsView),
  };
  return pageOf(view(paymentsView), filter, { field: 'createdAt', direction: -1 }, paging);
});

export const payment = answer('payment', paymentQueries.payment, async ({ params, own, view }) =>
  shown(await view(paymentsView).findOne({ _id: params.paymentId, ...own(paymentsView) })),
);
