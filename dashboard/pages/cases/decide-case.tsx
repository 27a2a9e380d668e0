import { stuckCase } from '@yunzhen/contracts/case/case';
import type { CaseRow } from '@yunzhen/contracts/case/row';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCommand } from '../../api/use-command.ts';
import { useWho } from '../../lib/who.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';
import { problemWords } from '../../words/problems.ts';

/** I1: send it again under the same number, or close it with a reason. */
export const DecideCase = ({ of: { caseId: id, status } }: { of: Pick<CaseRow, 'caseId' | 'status'> }) => {
  const { role } = useWho().holder;
  const retry = useCommand(stuckCase, 'retry');
  const { mutateAsync, isPending, error } = useCommand(stuckCase, 'close');
  if (reachOf(stuckCase.commands.retry.access, role) === null) return null;
  if (status !== 'open' && status !== 'retried') return null;
  return (
    <Card title={status === 'open' ? '怎样处理' : '已重发，正在等结果'}>
      {retry.error !== null && <Notice kind="error" title={problemWords(retry.error)} />}
      <ReasonForm
        purpose="case.close"
        subject={{ caseId: id }}
        word="关闭事项"
        extra="只有已在对方系统中另行办妥，或不再需要时才关闭。"
        question="关闭后不再发送，不能再改。关闭？"
        sending={{ isPending, error, mutateAsync: reason => mutateAsync({ id, input: { reason } }) }}
      >
        {status === 'open' && (
          <div>
            <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate({ id, input: {} })}>
              重发
            </Button>
          </div>
        )}
      </ReasonForm>
    </Card>
  );
};
