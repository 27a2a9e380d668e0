/** P7.7: a line of a bill and the way of its money: what went back and where it is, and how to ask for the rest. */
import { View } from '@tarojs/components';
import { payment as contract } from '@yunzhen/contracts/payment/payment';
import { prescriptionRefund, type RefundWay, registrationRefund } from '@yunzhen/contracts/payment/refundable';
import type { PaymentRow } from '@yunzhen/contracts/payment/row';
import { prescription } from '@yunzhen/contracts/prescription/prescription';
import { prescriptionQueries } from '@yunzhen/contracts/prescription/queries';
import { registrationQueries } from '@yunzhen/contracts/registration/queries';
import { useState } from 'react';
import { useCommand } from '@/hooks/command';
import { useDraft } from '@/hooks/draft';
import { useCommandForm } from '@/hooks/form';
import { useQuery } from '@/hooks/query';
import { confirm, go, toast } from '@/services/go';
import { newId } from '@/services/ids';
import { Button } from '@/ui/button';
import { CommandField } from '@/ui/command-field';
import { Wrong } from '@/ui/loaded';
import { yuan } from '@/words/format';
import { businessWords } from '@/words/labels';

type Line = PaymentRow['lines'][number];

const leftOf = ({ refunds }: PaymentRow, { lineId, amount }: Line): number =>
  refunds.reduce(
    (left, refund) => (refund.lineId === lineId && refund.status !== 'closed' ? left - refund.amount : left),
    amount,
  );

/** By what was paid for and where it stands; undefined until that is known. */
const useWay = ({ business, subjectId }: Line): RefundWay | undefined => {
  const isVisit = business === 'registration';
  const visit = useQuery(registrationQueries.visit, { registrationId: subjectId }, { when: isVisit });
  const sheet = useQuery(prescriptionQueries.prescription, { prescriptionId: subjectId }, { when: !isVisit });
  if (isVisit)
    return (
      visit.data && registrationRefund(visit.data.registration.status, visit.data.consultation?.status === 'waiting')
    );
  return sheet.data && prescriptionRefund(sheet.data.status);
};

const names = ['reason'];
const special = { reason: { label: '申请退款的原因', hint: '请写清发生了什么' } };

/** Asking: in words, with what could go back; a person decides. */
const Ask = ({ paymentId, line, left }: { paymentId: string; line: Line; left: number }) => {
  const { value: typed, change, clear } = useDraft('payment.ask-refund', { lineId: line.lineId }, { reason: '' });
  const [requestId] = useState(newId);
  const form = useCommandForm(contract, 'ask-refund', { names, special, typed, change });
  const send = async () => {
    const { subjectId } = line;
    if (!(await form.send(paymentId, filled => ({ ...filled, requestId, subjectId })))) return;
    clear();
    toast('已提交退款申请');
  };
  return (
    <View className="stack">
      <View className="small muted">
        {`服务已经完成，退款需要医院审核，最多可退 ${yuan(left)}。审核通过后原路退回。`}
      </View>
      <CommandField form={form} name="reason" />
      <Wrong problem={form.problem} />
      <Button
        id="ask-refund"
        kind="plain"
        busy={form.busy}
        why={form.missing}
        onWhy={form.submit}
        onTap={() => void send()}
      >
        申请退款
      </Button>
    </View>
  );
};

/** What follows at once: the thing that was paid for is given up, and its money goes back. */
const GiveUp = ({ line, left }: { line: Line; left: number }) => {
  const giveUp = useCommand(prescription, 'give-up');
  if (line.business === 'registration')
    return (
      <Button kind="plain" onTap={() => go('/care/visit/index', { registrationId: line.subjectId })}>
        医生接诊前可以取消挂号，全额退回 {yuan(left)}
      </Button>
    );
  const send = async () => {
    const consequence = `处方将取消，不能再取药，${yuan(left)} 原路退回。`;
    if (!(await confirm('不要这张处方的药了？', consequence, '取消并退款'))) return;
    if (await giveUp.send(line.subjectId, { reason: '患者取药前放弃' })) toast('已取消，药费原路退回');
  };
  return (
    <View className="stack tight">
      <Wrong problem={giveUp.problem} />
      <Button id="give-up" kind="danger" busy={giveUp.busy} onTap={() => void send()}>
        取药前取消，退回 {yuan(left)}
      </Button>
    </View>
  );
};

export const Line = ({ of: row, line }: { readonly of: PaymentRow; readonly line: Line }) => {
  const way = useWay(line);
  const left = leftOf(row, line);
  const waits = row.requests.some(({ lineId, status }) => lineId === line.lineId && status === 'asked');
  const open = () =>
    line.business === 'registration'
      ? go('/care/visit/index', { registrationId: line.subjectId })
      : go('/care/prescription/index', { prescriptionId: line.subjectId });
  return (
    <View className="card stack">
      <View className="row between">
        <View className="bold">{businessWords[line.business]}</View>
        <View className="bold number">{yuan(line.amount)}</View>
      </View>
      <Button kind="text" onTap={open}>
        {line.business === 'registration' ? '查看就诊' : '查看处方'}
      </Button>
      {row.status === 'succeeded' && left > 0 && !waits && way === 'at-once' && <GiveUp line={line} left={left} />}
      {row.status === 'succeeded' && left > 0 && !waits && way === 'by-person' && (
        <Ask paymentId={row.paymentId} line={line} left={left} />
      )}
      {row.status === 'succeeded' && left > 0 && !waits && way === 'none' && (
        <View className="small muted">现在还不能退款：服务正在进行，结束后可以申请。</View>
      )}
    </View>
  );
};
