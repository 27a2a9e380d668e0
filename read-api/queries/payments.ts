import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { paymentsView, refundsWaiting } from '@yunzhen/contracts/payment/row';
import { answer, shown } from '../answer.ts';
import { equal, within } from '../filters.ts';
import { pageOf } from '../paging.ts';

export const payments = answer('payments', paymentQueries.payments, ({ params, own, view }) => {
  const { business, subjectId, visitPersonId, departmentId, status, refund, request, from, to, ...paging } = params;
  const filter = {
    ...equal({
      'lines.business': business,
      'lines.subjectId': subjectId,
      'lines.visitPersonId': visitPersonId,
      'lines.departmentId': departmentId,
      status,
      ...(refund !== 'waiting' && { 'refunds.status': refund }),
      'requests.status': request,
    }),
    ...(refund === 'waiting' && { 'refunds.status': { $in: refundsWaiting.in } }),
    ...within('createdAt', from, to),
    ...own(paymentsView),
  };
  return pageOf(view(paymentsView), filter, { field: 'createdAt', direction: -1 }, paging);
});

export const payment = answer('payment', paymentQueries.payment, async ({ params, own, view }) =>
  shown(await view(paymentsView).findOne({ _id: params.paymentId, ...own(paymentsView) })),
);
