/** P7.7: what a patient asks back of a bill, for somebody to grant in whole or in part, or to deny with a reason. */
import { payment } from '@yunzhen/contracts/payment/payment';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { isolated } from '@yunzhen/contracts/text';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useWho } from '../../lib/who.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { YuanField } from '../../parts/yuan-field.tsx';
import { money } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
import { businessWords, requestStates } from '../../words/states.ts';

type Request = PaymentRow['requests'][number];

const Decide = ({ paymentId: id, request }: { paymentId: string; request: Request }) => {
  const { requestId, amount: most } = request;
  const [amount, setAmount] = useState<number | null>(most);
  const grant = useCommand(payment, 'grant-refund');
  const { mutateAsync, isPending, error } = useCommand(payment, 'deny-refund');
  const why = amount === null || amount === 0 || amount > most ? `请填写 0.01 到 ${money(most)} 的金额` : '';
  return (
    <ReasonForm
      purpose="payment.deny-refund"
      subject={{ requestId }}
      word="不同意"
      extra="患者会看到原因。"
      question="不同意这个退款申请？"
      sending={{ isPending, error, mutateAsync: reason => mutateAsync({ id, input: { requestId, reason } }) }}
    >
      <YuanField
        aria-label="退款金额"
        addonBefore="退款金额"
        value={amount === null ? null : amount / 100}
        onChange={yuan => setAmount(yuan === null ? null : Math.round(yuan * 100))}
      />
      {grant.error !== null && <Notice kind="error" title={problemWords(grant.error)} />}
      <div>
        <Confirm
          word="同意退款"
          question={`退回 ${money(amount ?? 0)}，原路退给患者？`}
          onYes={() => grant.mutate({ id, input: { requestId, amount: amount ?? 0 } })}
          why={why}
          busy={grant.isPending}
        />
      </div>
    </ReasonForm>
  );
};

export const RefundRequests = ({ of: row }: { of: PaymentRow }) => {
  const { role } = useWho().holder;
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
