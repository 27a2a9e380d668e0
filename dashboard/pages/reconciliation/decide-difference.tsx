import { difference } from '@yunzhen/contracts/reconciliation/difference';
import { entryOf, needsApproval, waysOf } from '@yunzhen/contracts/reconciliation/entries';
import { approvalLimit, type Way } from '@yunzhen/contracts/reconciliation/kinds';
import type { DifferenceRow } from '@yunzhen/contracts/reconciliation/row';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { money } from '../../words/format.ts';
import { accountName } from '../../words/ledger.ts';
import { problemWords } from '../../words/problems.ts';
import { wayWords } from '../../words/states.ts';

/** Takes it, asks the channel, and proposes a way out with the entry that follows from it. */
export const DecideDifference = ({ of }: { of: DifferenceRow }) => {
  const { differenceId: id, status, effect } = of;
  const { id: me } = useCurrentUser().holder;
  const ways = waysOf(of);
  const [picked, pick] = useState<Way>();
  const way = picked ?? ways[0] ?? 'explained';
  const take = useCommand(difference, 'assign');
  const ask = useCommand(difference, 'ask');
  const explain = useCommand(difference, 'explain');
  const resolve = useCommand(difference, 'resolve');
  const large = useCommand(difference, 'resolve-large');
  if (status === 'healed' || status === 'resolved') return null;
  const byTwo = needsApproval(of, way);
  const entry = entryOf(of, way);
  const sending = !byTwo ? explain : Math.abs(effect) > approvalLimit ? large : resolve;
  const failed = take.error ?? ask.error;
  return (
    <Card title="怎样处理">
      <div className={styles.range}>
        {of.ownerId !== me && (
          <Button busy={take.isPending} onClick={() => take.mutate({ id, input: { ownerId: me } })}>
            我来处理
          </Button>
        )}
        {of.line === 'pay' && (
          <Button busy={ask.isPending} onClick={() => ask.mutate({ id, input: {} })}>
            向微信查询
          </Button>
        )}
      </div>
      {failed !== null && <Notice kind="error" title={problemWords(failed)} />}
      <ReasonForm
        of={difference}
        command="explain"
        id={id}
        sending={sending}
        inputOf={({ reason }) => ({ way, reason, evidence: [] })}
        word={byTwo ? '提交核准' : '确定'}
        extra="写明查到了什么、凭什么这样处理。"
        question={byTwo ? `另一位同事核准后才生效：${wayWords[way]}。提交？` : `${wayWords[way]}。确定？`}
        lead={
          <>
            <Choice
              label="处理方式"
              value={way}
              options={ways.map(value => ({ value, label: wayWords[value] }))}
              onChange={value => pick(ways.find(one => one === value))}
            />
            <Facts
              of={[
                ['拟记分录', entry ? `借 ${accountName(entry.debit)}　贷 ${accountName(entry.credit)}` : '不记账'],
                ['金额', entry && money(entry.amount)],
              ]}
            />
          </>
        }
      />
    </Card>
  );
};
