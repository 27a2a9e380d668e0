/** P7.7: where money is that goes back, step by step, as the patient sees it. */
import { waysOf } from '@yunzhen/contracts/payment/refund-way';
import { refundWayText } from '@yunzhen/contracts/payment/refund-way.zh';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { isolated } from '@yunzhen/contracts/text';
import { Card } from '../../parts/card.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { money } from '../../words/format.ts';

export const RefundWays = ({ of: row }: { of: PaymentRow }) =>
  waysOf(row).map(({ id, amount, reason, deniedFor, receivedBy, steps }) => (
    <Card key={id} title={`退款 ${money(amount)}`}>
      {reason && <p>{isolated(reason)}</p>}
      <ol className={styles.timeline}>
        {steps.map(({ key, state, says, at }) => (
          <li key={key} aria-current={state === 'now' ? 'step' : undefined}>
            <strong>{refundWayText.steps[key]}</strong>
            <small>
              {at && <Moment at={at} />} {says && refundWayText.says[says]}
              {state === 'ahead' && '还没有到这一步'}
            </small>
            {key === 'decided' && deniedFor !== null && <span>{isolated(deniedFor)}</span>}
            {key === 'arrived' && receivedBy !== null && <span>{isolated(receivedBy)}</span>}
          </li>
        ))}
      </ol>
    </Card>
  ));
