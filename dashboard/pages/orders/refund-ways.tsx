/** P7.7: where money is that goes back, step by step, as the patient sees it. */

import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { waysOf } from '@yunzhen/contracts/refund/way';
import { refundWayText } from '@yunzhen/contracts/refund/way.zh';
import { isolated } from '@yunzhen/contracts/text';
import { Card } from '../../parts/card.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { money } from '../../words/format.ts';

/** @param only the refund whose way it is; absent: all of the payment */
export const RefundWays = ({ of: row, only }: { of: PaymentRow; only?: string }) =>
  waysOf(row)
    .filter(({ id }) => only === undefined || id === only)
    .map(({ id, amount, reason, deniedFor, receivedBy, steps }) => (
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
