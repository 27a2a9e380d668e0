import { complaint, complaintOutcomes } from '@yunzhen/contracts/complaint/complaint';
import type { ComplaintShown } from '@yunzhen/contracts/complaint/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCommand } from '../../api/use-command.ts';
import { useWho } from '../../lib/who.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { TextField } from '../../parts/text-field.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { problemWords } from '../../words/problems.ts';
import { complaintOutcomeWords } from '../../words/states.ts';

type Outcome = (typeof complaintOutcomes)[number];
const outcomes = complaintOutcomes.map(value => ({ value, label: complaintOutcomeWords[value] }));

/** O1.5: operations take a complaint in hand, also over from a colleague, and answer it. */
export const AnswerComplaint = ({ of: { complaintId: id, status, operatorId } }: { of: ComplaintShown }) => {
  const { id: me, role } = useWho().holder;
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

const Reply = ({ id }: { id: string }) => {
  const draft = useDraft('complaint.answer', { complaintId: id }, { text: '', outcome: 'resolved' as Outcome });
  const { text, outcome } = draft.value;
  const { mutateAsync, isPending, error } = useCommand(complaint, 'answer');
  const typed = text.trim();
  // What went wrong stands below; the text stays.
  const send = () =>
    void mutateAsync({ id, input: { outcome, text: typed } }).then(
      () => draft.clear(),
      () => undefined,
    );
  return (
    <Card title="答复患者">
      <div className={styles.reason}>
        <p>
          <Choice
            label="结论"
            value={outcome}
            options={outcomes}
            onChange={next => draft.change({ outcome: next as Outcome })}
          />
        </p>
        <TextField
          label="答复"
          extra="患者会立即看到。请写明查到了什么、怎样解决。"
          value={text}
          onChange={text => draft.change({ text })}
          most={1_000}
          rows={5}
        />
        {error !== null && <Notice kind="error" title={problemWords(error)} />}
        <div>
          <Confirm
            word="答复"
            kind="primary"
            question={`答复后办结为“${complaintOutcomeWords[outcome]}”，不能再改。答复？`}
            onYes={send}
            why={typed ? '' : '请先写答复'}
            busy={isPending}
          />
        </div>
      </div>
    </Card>
  );
};
