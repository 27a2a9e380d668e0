import { Link } from 'react-router';
import { Detail } from '../../parts/detail.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PaymentsOf } from '../../parts/payments-of.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { money } from '../../words/format.ts';
import { closedReasons, paymentStates, purposeWords } from '../../words/states.ts';
import { usePayment } from './use-payment.ts';

/** One payment, beside all others for the same thing. */
export const PaymentDetail = ({ id }: { id: string }) => {
  const asked = usePayment(id);
  return (
    <Detail
      to={asked}
      rows={6}
      facts={row => [
        ['状态', <StateTag key="state" of={paymentStates} is={row.status} />],
        ['金额', money(row.amount)],
        ['项目', purposeWords[row.purpose]],
        ['说明', row.description],
        ['下单', <Moment key="created" at={row.createdAt} />],
        ['支付', row.paidAt && <Moment key="paid" at={row.paidAt} />],
        ['关闭原因', row.closedReason && closedReasons[row.closedReason]],
        ['微信单号', row.transactionId],
        ['支付单号', row.paymentId],
        [
          '对应',
          <Link
            key="subject"
            to={row.purpose === 'registration' ? `/orders?id=${row.subjectId}` : `/prescriptions?id=${row.subjectId}`}
          >
            {row.purpose === 'registration' ? '查看挂号' : '查看处方'}
          </Link>,
        ],
      ]}
    >
      {row => (
        <>
          <PaymentsOf subjectId={row.subjectId} />
        </>
      )}
    </Detail>
  );
};
