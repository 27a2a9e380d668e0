import { complaint, type complaintOutcomes } from '@yunzhen/contracts/complaint/complaint';
import type { ComplaintShown } from '@yunzhen/contracts/complaint/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { CommandForm } from '../../parts/command-form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { problemWords } from '../../words/problems.ts';
import { complaintOutcomeWords } from '../../words/states.ts';

type Outcome = (typeof complaintOutcomes)[number];

/** O1.5: operations take a complaint in hand, also over from a colleague, and answer it. */
export const AnswerComplaint = ({ of: { complaintId: id, status, operatorId } }: { of: ComplaintShown }) => {
  const { id: me, role } = useCurrentUser().holder;
  const take = useCommand(complaint, 'take');
  if (reachOf(complaint.commands.answer.access, role) === null) return null;
  if (status === 'in-hand' && operatorId === me) return <Reply id={id} />;
  if (status !== 'new' && status !== 'in-hand') return null;
  return (
    <Card title={status === 'new' ? '还没有人处理' : '另一位同事正在处理'}>
      {take.error !== null && <Notice kind="error" title={problemWords(take.error)} />}
      <Button kind="primary" busy={take.isPending} onClick={() => take.mutate({ id, input: {} })}>
        {status === 'new' ? '开始处理' : '接手处理'}
      </Button>
    </Card>
  );
};

const names = ['outcome', 'text'];
const special = { text: { label: '答复', hint: '患者会立即看到。请写明查到了什么、怎样解决。' } };
const before = { outcome: 'resolved' };

const Reply = ({ id }: { id: string }) => (
  <Card title="答复患者">
    <CommandForm
      of={complaint}
      command="answer"
      id={id}
      names={names}
      special={special}
      before={before}
      word="答复"
      kind="primary"
      question={({ typed }) => `答复后办结为“${complaintOutcomeWords[typed.outcome as Outcome]}”，不能再改。答复？`}
    />
  </Card>
);
