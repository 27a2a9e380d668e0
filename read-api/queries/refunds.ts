import { refundQueries } from '@yunzhen/contracts/refund/queries';
import { refundsView } from '@yunzhen/contracts/refund/row';
import { answer } from '../answer.ts';
import { all, equal, within } from '../filters.ts';
import { byNumber } from '../numbers.ts';
import { pageOf } from '../paging.ts';

const lateMs = 7 * 86_400_000;

export const refunds = answer('refunds', refundQueries.refunds, ({ params, reachable, view, now }) => {
  const { status, business, ground, number, from, to, ...paging } = params;
  const filter = {
    ...(status === 'late'
      ? { status: 'accepted', acceptedAt: { $lte: new Date(now.getTime() - lateMs).toISOString() } }
      : equal({ status })),
    ...equal({ business, ground }),
    ...within('requestedAt', from, to),
    ...byNumber(number, ['paymentId', 'subjectId'], ['channelRefundId']),
  };
  const sort = { field: 'requestedAt', direction: -1 } as const;
  return pageOf(view(refundsView), all(filter, reachable(refundsView)), sort, paging);
});
