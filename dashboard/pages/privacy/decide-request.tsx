/** N5: one proposes a decision with a reason that the person reads; another carries it out, or declines it. */
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import { privacy, privacyOutcomes } from '@yunzhen/contracts/privacy/privacy';
import type { PrivacyShown } from '@yunzhen/contracts/privacy/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { useWho } from '../../lib/who.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { TextField } from '../../parts/text-field.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { problemWords } from '../../words/problems.ts';
import { privacyOutcomeWords } from '../../words/states.ts';
import { WaitingDecision } from './waiting-decision.tsx';

type Outcome = (typeof privacyOutcomes)[number];
const outcomes = privacyOutcomes.map(value => ({ value, label: privacyOutcomeWords[value] }));

export const DecideRequest = ({ of }: { of: PrivacyShown }) => {
  const { role } = useWho().holder;
  const may = reachOf(privacy.commands.decide.access, role) !== null;
  const waiting = useQuery(approvalQueries.approvals, { limit: 100 }, { enabled: may && of.status === 'requested' });
  if (!may || of.status !== 'requested') return null;
  const proposal = waiting.data?.rows.find(one => one.capability === privacy.name && one.subjectId === of.patientId);
  return proposal ? <WaitingDecision of={of} proposal={proposal} /> : <Propose of={of} />;
};

const Propose = ({ of: { patientId: id, requestId, kind, openVisits } }: { of: PrivacyShown }) => {
  const draft = useDraft('privacy.decide', { requestId }, { reason: '', outcome: 'granted' as Outcome });
  const { reason, outcome } = draft.value;
  const { mutateAsync, isPending, error } = useCommand(privacy, 'decide');
  const typed = reason.trim();
  // What went wrong stands below; the reason stays.
  const send = () =>
    void mutateAsync({ id, input: { requestId, outcome, reason: typed } }).then(
      () => draft.clear(),
      () => undefined,
    );
  return (
    <Card title="提出意见">
      <div className={styles.reason}>
        {kind === 'erasure' && openVisits > 0 && (
          <Notice kind="warning" title="还有未完成的就诊。同意删除后账号立即停用，请先请患者完成或取消。" />
        )}
        <p>
          <Choice
            label="意见"
            value={outcome}
            options={outcomes}
            onChange={next => draft.change({ outcome: next as Outcome })}
          />
        </p>
        <TextField
          label="给本人的说明"
          extra={
            kind === 'erasure'
              ? '法律要求保存的病历（15 年）和对话（3 年）先封存，期满再删除，请向本人说明。'
              : '同意时写明已怎样更正；不同意时写明原因。'
          }
          value={reason}
          onChange={next => draft.change({ reason: next })}
          most={500}
          rows={4}
        />
        {error !== null && <Notice kind="error" title={problemWords(error)} />}
        <div>
          <Button kind="primary" busy={isPending} why={typed ? '' : '请先写给本人的说明'} onClick={send}>
            提出，由另一位管理人员核准
          </Button>
        </div>
      </div>
    </Card>
  );
};
