import { timelines } from '@yunzhen/contracts/timeline/timelines';
import { Link } from 'react-router';
import { Detail } from '../../parts/detail.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PaymentsOf } from '../../parts/payments-of.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { money } from '../../words/format.ts';
import { businessWords, closedReasons, methodWords, paymentStates } from '../../words/states.ts';
import { FailedRefunds } from './failed-refunds.tsx';
import { RefundRequests } from './refund-requests.tsx';
import { RefundWays } from './refund-ways.tsx';
import { usePayment } from './use-payment.ts';

/** One payment, beside all others for the same things. */
export const PaymentDetail = ({ id }: { id: string }) => {
  const asked = usePayment(id);
  return (
    <Detail
      to={asked}
      rows={6}
      facts={row => [
        ['状态', <StateTag key="state" of={paymentStates} is={row.status} />],
        ['金额', money(row.amount)],
        ['说明', row.description],
        ['下单', <Moment key="created" at={row.createdAt} />],
        ['支付', row.paidAt && <Moment key="paid" at={row.paidAt} />],
        ['关闭原因', row.closedReason && closedReasons[row.closedReason]],
        ...row.tenders.map(
          ({ method, amount, transactionId }) =>
            [methodWords[method], `${money(amount)}${transactionId ? ` · ${transactionId}` : ''}`] as const,
        ),
        ['支付单号', row.paymentId],
        ...row.lines.map(
          ({ lineId, business, subjectId, amount }) =>
            [
              businessWords[business],
              <Link
                key={lineId}
                to={business === 'registration' ? `/orders?id=${subjectId}` : `/prescriptions?id=${subjectId}`}
              >
                {money(amount)} · {business === 'registration' ? '查看挂号' : '查看处方'}
              </Link>,
            ] as const,
        ),
      ]}
    >
      {row => (
        <>
          <RefundRequests of={row} />
          <FailedRefunds of={row} />
          <RefundWays of={row} />
          {row.lines.map(({ lineId, subjectId }) => (
            <PaymentsOf key={lineId} subjectId={subjectId} />
          ))}
          <Timeline of={timelines.paymentTimeline} id={id} />
        </>
      )}
    </Detail>
  );
};
