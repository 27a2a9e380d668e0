/** P7.7: what a patient asks back of a bill, for somebody to grant in whole or in part, or to deny with a reason. */
import { inputOf, type Typed, typedOf } from '@yunzhen/client/form/typed';
import { payment } from '@yunzhen/contracts/payment/payment';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { CommandForm } from '../../parts/command-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { money } from '../../words/format.ts';
import { businessWords, requestStates } from '../../words/states.ts';

type Request = PaymentRow['requests'][number];

const grantNames = ['amount'];

const Decide = ({ paymentId, request: { requestId, amount: most } }: { paymentId: string; request: Request }) => {
  const within = ({ amount }: Typed) => {
    const fen = inputOf({ holds: 'yuan' }, amount);
    return typeof fen === 'number' && fen > 0 && fen <= most ? null : `请填写 0.01 到 ${money(most)} 的金额`;
  };
  return (
    <>
      <CommandForm
        of={payment}
        command="grant-refund"
        id={paymentId}
        about={requestId}
        names={grantNames}
        special={{ amount: { label: '退款金额', wrong: within } }}
        before={{ amount: typedOf({ holds: 'yuan' }, most) }}
        inputOf={({ amount }) => ({ requestId, amount })}
        word="同意退款"
        question={({ typed }) => `退回 ¥${typed.amount}，原路退给患者？`}
      />
      <ReasonForm
        of={payment}
        command="deny-refund"
        id={paymentId}
        about={requestId}
        inputOf={({ reason }) => ({ requestId, reason })}
        word="不同意"
        extra="患者会看到原因。"
        question="不同意这个退款申请？"
      />
    </>
  );
};

export const RefundRequests = ({ of: row }: { of: PaymentRow }) => {
  const { role } = useCurrentUser().holder;
  if (row.requests.length === 0) return null;
  const may = reachOf(payment.commands['grant-refund'].access, role) !== null;
  return row.requests.map(request => {
    const line = row.lines.find(({ lineId }) => lineId === request.lineId);
    return (
      <Card key={request.requestId} title="退款申请">
        <Facts
          of={[
            ['状态', <StateTag key="state" of={requestStates} is={request.status} />],
            ['项目', line && businessWords[line.business]],
            ['金额', money(request.amount)],
            ['申请', <Moment key="asked" at={request.askedAt} />],
            ['原因', request.reason && isolated(request.reason)],
            ['处理', request.decidedAt && <Moment key="decided" at={request.decidedAt} />],
            ['不同意的原因', request.deniedFor],
          ]}
        />
        {may && request.status === 'asked' && <Decide paymentId={row.paymentId} request={request} />}
      </Card>
    );
  });
};
