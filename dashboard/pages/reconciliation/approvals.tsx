import { ownField } from '@yunzhen/client/form/field';
import { type Form, withOwn } from '@yunzhen/client/form/form';
import { inputOf } from '@yunzhen/client/form/typed';
import { approval } from '@yunzhen/contracts/approval/approval';
import { approvedWords } from '@yunzhen/contracts/approval/commands.zh';
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { redirections } from '@yunzhen/contracts/payment/payment';
import { difference } from '@yunzhen/contracts/reconciliation/difference';
import { differenceText } from '@yunzhen/contracts/reconciliation/text.zh';
import { useState } from 'react';
import { z } from 'zod';
import { usePages } from '../../api/use-query.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { CommandForm } from '../../parts/command-form.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { shortId } from '../../words/format.ts';
import { wayWords } from '../../words/states.ts';
import { DifferenceDetail } from './difference-detail.tsx';

/** Proposals that are decided on here. */
const here: ReadonlySet<string> = new Set(['difference', 'reconciliation', 'period', 'payment']);
const nameOf = ({ capability, command }: ApprovalRow): string => `${capability}/${command}`;
const proposed = z.object({
  way: z.enum(Object.keys(wayWords) as [keyof typeof wayWords, ...(keyof typeof wayWords)[]]).optional(),
  reason: z.string().optional(),
  month: z.string().optional(),
  to: z.enum(redirections).optional(),
  card: z.object({ bankAccount: z.string(), accountName: z.string() }).optional(),
});
const read = (input: string | null) => {
  try {
    return proposed.parse(JSON.parse(input ?? '{}'));
  } catch {
    return {};
  }
};

/** A difference is looked at as whoever proposed has seen it; a day or a month by its number. */
const See = ({ of: { capability, subjectId } }: { of: ApprovalRow }) => {
  const [open, setOpen] = useState(false);
  if (capability !== 'difference') return shortId(subjectId);
  return (
    <>
      <Button onClick={() => setOpen(true)}>看差异 {shortId(subjectId)}</Button>
      {open && (
        <Dialog title="差异处理" place="drawer" onClose={() => setOpen(false)}>
          <DifferenceDetail id={subjectId} />
        </Dialog>
      )}
    </>
  );
};

const { amount } = differenceText.fields;
/** Who approves a difference types its amount again. */
const withAmount = (form: Form): Form =>
  withOwn(form, [
    ownField('amount', difference.commands.resolve.approval.input.amount, { ...amount, label: '再输入一次金额' }),
  ]);

const One = ({ of }: { of: ApprovalRow }) => {
  const { approvalId: id, round, proposedBy, proposedAt } = of;
  const { id: me } = useCurrentUser().holder;
  const money = of.capability === 'difference';
  const { way, reason, month, to, card } = read(of.input);
  const own = proposedBy === me;
  return (
    <Card title={`待核准：${approvedWords[nameOf(of)]}`}>
      <Facts
        of={[
          ['提出人', own ? '您自己' : shortId(proposedBy)],
          ['提出', <Moment key="at" at={proposedAt} />],
          ['编号', <See key="subject" of={of} />],
          ['月份', month],
          ['退到', to && { 'user-bank-card': '患者银行卡', 'merchant-bank-card': '医院账户' }[to]],
          ['开户名', card?.accountName],
          ['卡号', card && `**** ${card.bankAccount.slice(-4)}`],
          ['处理方式', way && wayWords[way]],
          ['原因', reason],
        ]}
      />
      {own ? (
        <Notice kind="info" title="等待另一位同事核准，提出的人不能自己核准" />
      ) : (
        <>
          <CommandForm
            of={approval}
            command="approve"
            id={id}
            kept={false}
            reshaped={withAmount}
            names={money ? ['amount'] : []}
            inputOf={(_, typed) => ({
              round,
              input: money ? { amount: inputOf({ holds: 'yuan' }, typed.amount) } : {},
            })}
            word="核准"
            kind="primary"
            question="核准后立即生效。核准？"
          />
          <ReasonForm
            of={approval}
            command="decline"
            id={id}
            inputOf={({ reason }) => ({ round, reason })}
            word="退回"
            extra="退回后由提出人重新处理。"
            question="退回给提出人？"
          />
        </>
      )}
    </Card>
  );
};

/** What waits for a second person here. */
export const Approvals = () => {
  const { rows = [] } = usePages(approvalQueries.approvals, { limit: 50 });
  return (
    <>
      {rows
        .filter(({ capability }) => here.has(capability))
        .map(row => (
          <One key={row.approvalId} of={row} />
        ))}
    </>
  );
};
