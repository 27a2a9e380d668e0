import { stuckCase } from '@yunzhen/contracts/case/case';
import type { CaseRow } from '@yunzhen/contracts/case/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { problemWords } from '../../words/problems.ts';

/** I1: take it, send it again under the same number, or close it with a reason. */
export const DecideCase = ({ of: row }: { of: CaseRow }) => {
  const { caseId: id, status, assigneeId } = row;
  const { role, id: me } = useCurrentUser().holder;
  const assign = useCommand(stuckCase, assigneeId === me ? 'give-back' : 'take');
  const retry = useCommand(stuckCase, 'retry');
  const failure = retry.error ?? assign.error;
  if (reachOf(stuckCase.commands.retry.access, role) === null) return null;
  if (status !== 'open' && status !== 'retried') return null;
  return (
    <Card title={status === 'open' ? '怎样处理' : '已重发，正在等结果'}>
      {failure && <Notice kind="error" title={problemWords(failure)} />}
      <ReasonForm
        of={stuckCase}
        command="close"
        id={id}
        word="关闭事项"
        extra="只有已在对方系统中另行办妥，或不再需要时才关闭。"
        question="关闭后不再发送，不能再改。关闭？"
        lead={
          <div>
            {status === 'open' && (
              <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate({ id, input: {} })}>
                重发
              </Button>
            )}
            <Button busy={assign.isPending} onClick={() => assign.mutate({ id, input: {} })}>
              {assigneeId === me ? '退回' : assigneeId === null ? '认领' : '接手'}
            </Button>
          </div>
        }
      />
    </Card>
  );
};
