/** N5: one proposes a decision with a reason that the person reads; another carries it out, or declines it. */
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import { privacy } from '@yunzhen/contracts/privacy/privacy';
import type { PrivacyShown } from '@yunzhen/contracts/privacy/queries';
import { reachOf } from '@yunzhen/contracts/roles';
import { useQuery } from '../../api/use-query.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Card } from '../../parts/card.tsx';
import { CommandForm } from '../../parts/command-form.tsx';
import { Notice } from '../../parts/notice.tsx';
import { WaitingDecision } from './waiting-decision.tsx';

export const DecideRequest = ({ of }: { of: PrivacyShown }) => {
  const { role } = useCurrentUser().holder;
  const may = reachOf(privacy.commands.decide.access, role) !== null;
  const waiting = useQuery(approvalQueries.approvals, { limit: 100 }, { enabled: may && of.status === 'requested' });
  if (!may || of.status !== 'requested') return null;
  const proposal = waiting.data?.rows.find(one => one.capability === privacy.name && one.subjectId === of.patientId);
  return proposal ? <WaitingDecision of={of} proposal={proposal} /> : <Propose of={of} />;
};

const names = ['outcome', 'reason'];
const before = { outcome: 'granted' };
const hints = {
  erasure: '法律要求保存的病历（15 年）和对话（3 年）先封存，期满再删除，请向本人说明。',
  correction: '同意时写明已怎样更正；不同意时写明原因。',
} as const;

const Propose = ({ of: { patientId, requestId, kind, openVisits } }: { of: PrivacyShown }) => (
  <Card title="提出意见">
    <CommandForm
      of={privacy}
      command="decide"
      id={patientId}
      about={requestId}
      names={names}
      special={{ outcome: { label: '意见' }, reason: { hint: hints[kind] } }}
      before={before}
      inputOf={({ outcome, reason }) => ({ requestId, outcome, reason })}
      word="提出，由另一位管理人员核准"
      kind="primary"
      lead={
        kind === 'erasure' &&
        openVisits > 0 && (
          <Notice kind="warning" title="还有未完成的就诊。同意删除后账号立即停用，请先请患者完成或取消。" />
        )
      }
    />
  </Card>
);
