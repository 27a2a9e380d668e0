import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { ledgerQueries } from '@yunzhen/contracts/ledger/queries';
import { periodIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { period } from '@yunzhen/contracts/reconciliation/period';
import { reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { dayOf, money, shortId } from '../../words/format.ts';
import { accountName, balanceWords } from '../../words/ledger.ts';
import { problemWords } from '../../words/problems.ts';
import { periodStates } from '../../words/states.ts';
import { daysOfMonth } from './months-of.ts';

const reported = ['4010', '4020', '4090', '4099', '5010', '5020'] as const;

/** The last twelve months that are over, newest first. */
const over = (): readonly string[] => {
  const [year = 0, month = 0] = dayOf(new Date().toISOString()).split('-').map(Number);
  return Array.from({ length: 12 }, (_, n) => new Date(Date.UTC(year, month - 2 - n, 1)).toISOString().slice(0, 7));
};

/** 月结: what stands in the way of it, and both steps by two people. */
export const Months = () => {
  const months = over();
  const [month, choose] = useState(months[0] ?? '');
  const id = periodIdOf(month);
  const days = useQuery(reconciliationQueries.reconciliations, { month });
  const periods = useQuery(reconciliationQueries.periods, {});
  const close = useCommand(period, 'close');
  const known = periods.data?.find(one => one.month === month);
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const ledger = useQuery(ledgerQueries.accountBalances, daysOfMonth(month));
  const moved = (account: Account): string | null => {
    const row = ledger.data?.find(one => one.account === account);
    return row ? balanceWords(row.debit - row.credit) : null;
  };
  return (
    <Card
      title="月结"
      extra={
        <Choice label="月份" value={month} options={months.map(value => ({ value, label: value }))} onChange={choose} />
      }
    >
      <Answer to={days} rows={5}>
        {rows => {
          const closed = rows.filter(({ status }) => status === 'closed').length;
          const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
          const carried = sum(row => row.carried.length);
          const left = count - closed;
          return (
            <>
              <Facts
                of={[
                  ['状态', known && <StateTag key="status" of={periodStates} is={known.status} />],
                  ['已结账日', `${closed} / ${count} 天`],
                  ['未结差异', `${sum(row => row.open.count)} 笔`],
                  ['结转差异', `${carried} 笔`],
                  ['渠道收款', money(sum(row => row.trade?.paid.amount ?? 0))],
                  ['渠道退款', money(sum(row => row.trade?.refunded.amount ?? 0))],
                  ['手续费', money(Math.round(sum(row => row.trade?.fees ?? 0) / 1_000))],
                  ...reported.map(account => [accountName(account), moved(account)] as const),
                  ['结账版本', known?.version],
                  ['提出', known && shortId(known.proposedBy)],
                  ['核准', known && shortId(known.decidedBy)],
                  ['结账时间', known?.closedAt && <Moment key="at" at={known.closedAt} />],
                ]}
              />
              {close.error !== null && <Notice kind="error" title={problemWords(close.error)} />}
              {known?.status === 'closed' ? (
                <ReasonForm
                  of={period}
                  command="reopen"
                  id={id}
                  word="申请反月结"
                  extra="要由管理员核准，原来的结账记录保留。"
                  question="提交反月结申请？"
                />
              ) : (
                <Confirm
                  word="申请月结"
                  kind="primary"
                  question="由管理员核准后，这个月不再改变。提交？"
                  why={left > 0 ? `还有 ${left} 天没有结账` : ''}
                  busy={close.isPending}
                  onYes={() => close.mutate({ id, input: { month } })}
                />
              )}
            </>
          );
        }}
      </Answer>
    </Card>
  );
};
