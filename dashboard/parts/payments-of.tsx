/** What was paid for one registration or prescription, and what went back. */
import { paymentQueries } from '@yunzhen/contracts/payment/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useQuery } from '../api/use-query.ts';
import { useCurrentUser } from '../lib/current-user.ts';
import { money } from '../words/format.ts';
import { methodWords, paymentRefundStates, paymentStates } from '../words/states.ts';
import { Answer } from './answer.tsx';
import { Card } from './card.tsx';
import { Moment } from './moment.tsx';
import styles from './parts.module.css';
import { StateTag } from './state-tag.tsx';

export const PaymentsOf = ({ subjectId }: { subjectId: string }) => {
  const may = reachOf(paymentQueries.payments.access, useCurrentUser().holder.role) !== null;
  const asked = useQuery(paymentQueries.payments, { subjectId }, { enabled: may });
  if (!may) return null;
  return (
    <Card title="支付">
      <Answer to={asked} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            '没有支付记录。'
          ) : (
            <ul className={styles.payments}>
              {rows.map(row => (
                <li key={row.paymentId}>
                  <StateTag of={paymentStates} is={row.status} /> <strong>{money(row.amount)}</strong>{' '}
                  <Moment at={row.paidAt ?? row.createdAt} />
                  {row.tenders.map(
                    ({ method, transactionId }) =>
                      transactionId && (
                        <small key={method}>
                          {methodWords[method]} {transactionId}
                        </small>
                      ),
                  )}
                  {row.refunds.map(refund => (
                    <div key={refund.refundId}>
                      <StateTag of={paymentRefundStates} is={refund.status} /> {money(refund.amount)}{' '}
                      <Moment at={refund.at} /> <small>{refund.reason}</small>
                    </div>
                  ))}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Card>
  );
};
