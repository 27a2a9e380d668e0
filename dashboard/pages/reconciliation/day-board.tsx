import { reconciliationIdOf } from '@yunzhen/contracts/reconciliation/channel';
import { reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { reconciliation } from '@yunzhen/contracts/reconciliation/reconciliation';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { shortDay } from '../../words/format.ts';
import { problemWords } from '../../words/problems.ts';
import { reconciliationStates } from '../../words/states.ts';
import { Arrivals } from './arrivals.tsx';
import { DayDifferences } from './day-differences.tsx';
import { DayLedger } from './day-ledger.tsx';
import { Equations } from './equations.tsx';
import { FetchDay } from './fetch-day.tsx';
import { type Asked, Lines } from './lines.tsx';

/** One day: its files, its equations whose terms open their lines, its differences, and its end. */
export const DayBoard = ({ day, onBack }: { day: string; onBack: () => void }) => {
  const id = reconciliationIdOf('wechat', day);
  const asked = useQuery(reconciliationQueries.reconciliation, { reconciliationId: id });
  const [lines, open] = useState<Asked | null>(null);
  const match = useCommand(reconciliation, 'match');
  const close = useCommand(reconciliation, 'close');
  const failed = match.error ?? close.error;
  return (
    <Answer to={asked} rows={10}>
      {row => (
        <div className={styles.drawer}>
          <Card title={`${shortDay(day)} 微信支付`} extra={<StateTag of={reconciliationStates} is={row.status} />}>
            <div className={styles.range}>
              <Button onClick={onBack}>返回日历</Button>
              {row.status !== 'closed' && (
                <>
                  <FetchDay of={day} />
                  <Button busy={match.isPending} onClick={() => match.mutate({ id, input: {} })}>
                    重新对账
                  </Button>
                  <Confirm
                    word="结账"
                    kind="primary"
                    question="结账后这一天不再改变，以后的变化计入以后的日子。结账？"
                    why={row.open.count > 0 ? `还有 ${row.open.count} 笔差异没有处理` : ''}
                    busy={close.isPending}
                    onYes={() => close.mutate({ id, input: {} })}
                  />
                </>
              )}
            </div>
            {failed !== null && <Notice kind="error" title={problemWords(failed)} />}
            {row.status === 'closed' && (
              <ReasonForm
                of={reconciliation}
                command="reopen"
                id={id}
                word="申请反结账"
                extra="反结账要由管理员核准，原来的结账记录保留。"
                question="提交反结账申请？"
              />
            )}
          </Card>
          <Arrivals of={row.arrivals} />
          <Equations of={row} onLines={line => open({ day, ...line })} />
          {lines && <Lines of={lines} onClose={() => open(null)} />}
          <DayLedger of={row} />
          <DayDifferences day={day} />
        </div>
      )}
    </Answer>
  );
};
