import { complaint, complaintOutcomes } from '@yunzhen/contracts/complaint/complaint';
import type { ComplaintShown } from '@yunzhen/contracts/complaint/views';
import { reachOf } from '@yunzhen/contracts/roles';
import { Alert, Button, Form, Input, Popconfirm } from 'antd';
import { useId, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useWho } from '../../session/who.ts';
import { problemWords } from '../../words/problems.ts';
import { complaintOutcomeWords } from '../../words/states.ts';

type Outcome = (typeof complaintOutcomes)[number];
const outcomes = complaintOutcomes.map(value => ({ value, label: complaintOutcomeWords[value] }));

/** O1.5: operations take a complaint in hand, also over from a colleague, and answer it. */
export const AnswerComplaint = ({ of: { complaintId: id, state, operatorId } }: { of: ComplaintShown }) => {
  const { id: me, role } = useWho().holder;
  const take = useCommand(complaint, 'take');
  if (reachOf(complaint.commands.answer.access, role) === null) return null;
  if (state === 'in-hand' && operatorId === me) return <Reply id={id} />;
  if (state !== 'new' && state !== 'in-hand') return null;
  return (
    <Card title={state === 'new' ? '还没有人处理' : '另一位同事正在处理'}>
      {take.error !== null && <Alert type="error" showIcon title={problemWords(take.error)} />}
      <Button type="primary" loading={take.isPending} onClick={() => take.mutate({ id, input: {} })}>
        {state === 'new' ? '开始处理' : '接手处理'}
      </Button>
    </Card>
  );
};

const Reply = ({ id }: { id: string }) => {
  const field = useId();
  const [text, setText] = useDraft(`answer.${id}`);
  const [outcome, setOutcome] = useState<Outcome>('resolved');
  const { mutateAsync, isPending, error } = useCommand(complaint, 'answer');
  const typed = text.trim();
  // What went wrong stands below; the text stays.
  const send = () =>
    mutateAsync({ id, input: { outcome, text: typed } }).then(
      () => setText(''),
      () => undefined,
    );
  return (
    <Card title="答复患者">
      <Form layout="vertical">
        <p>
          <Choice label="结论" value={outcome} options={outcomes} onChange={next => setOutcome(next as Outcome)} />
        </p>
        <Form.Item label="答复" htmlFor={field} extra="患者会立即看到。请写明查到了什么、怎样解决。">
          <Input.TextArea
            id={field}
            value={text}
            onChange={event => setText(event.target.value)}
            maxLength={1_000}
            showCount
            rows={5}
          />
        </Form.Item>
        {error !== null && (
          <Form.Item>
            <Alert type="error" showIcon title={problemWords(error)} />
          </Form.Item>
        )}
        <Popconfirm
          title={`答复后办结为“${complaintOutcomeWords[outcome]}”，不能再改。答复？`}
          okText="答复"
          cancelText="返回"
          onConfirm={send}
          disabled={!typed}
          styles={{ root: { maxWidth: 320 } }}
        >
          <Button type="primary" disabled={!typed} loading={isPending} title={typed ? '' : '请先写答复'}>
            答复
          </Button>
        </Popconfirm>
      </Form>
    </Card>
  );
};
