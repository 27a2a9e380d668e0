import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { paymentsView, refundsWaiting } from '@yunzhen/contracts/payment/row';
import { answer, shown } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { byNumber } from '../numbers.ts';
import { pageOf } from '../paging.ts';

export const payments = answer('payments', paymentQueries.payments, ({ params, reachable, view }) => {
  const { business, subjectId, visitPersonId, departmentId, status, refund, request, number, from, to, ...paging } =
    params;
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
    ...byNumber(number, ['lines.subjectId', 'refunds.refundId'], ['tenders.transactionId', 'refunds.channelRefundId']),
  };
  return pageOf(
    view(paymentsView),
    all(filter, reachable(paymentsView)),
    { field: 'createdAt', direction: -1 },
    paging,
  );
});

export const payment = answer('payment', paymentQueries.payment, async ({ params, reachable, view }) =>
  shown(await view(paymentsView).findOne(all({ _id: params.paymentId }, reachable(paymentsView)))),
);
