import { approval } from '@yunzhen/contracts/approval/approval';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { privacyOutcomes } from '@yunzhen/contracts/privacy/privacy';
import type { PrivacyShown } from '@yunzhen/contracts/privacy/queries';
import { useState } from 'react';
import { z } from 'zod';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { DeclineDialog } from '../../parts/decline-dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import styles from '../../parts/parts.module.css';
import { problemWords } from '../../words/problems.ts';
import { privacyOutcomeWords } from '../../words/states.ts';

const proposed = z.object({ requestId: z.string(), outcome: z.enum(privacyOutcomes), reason: z.string() });

/** A decision that waits for a second person: carried out by another, taken back by who proposed it. */
export const WaitingDecision = ({ of, proposal }: { of: PrivacyShown; proposal: ApprovalRow }) => {
  const { approvalId: id, round, input, proposedBy } = proposal;
  const me = useCurrentUser().holder.id;
  const approve = useCommand(approval, 'approve');
  const withdraw = useCommand(approval, 'withdraw');
  const [declining, setDeclining] = useState(false);
  const { data } = proposed.safeParse(JSON.parse(input ?? 'null'));
  if (!data) return null;
  if (data.requestId !== of.requestId)
    return <Notice kind="info" title="这个人的另一个申请正在等待核准，办结后再提出。" />;
  const word = privacyOutcomeWords[data.outcome];
  const erases = of.kind === 'erasure' && data.outcome === 'granted';
  const consequence = erases
    ? '账号立即注销，个人信息不能再看；法律要求保存的封存到期满，其余立即永久删除，不能恢复。'
    : '本人会看到结果和说明，不能再改。';
  const error = approve.error ?? withdraw.error;
  return (
    <Card title={`待核准：${word}`}>
      <div className={styles.reason}>
        <p className={styles.written}>{data.reason}</p>
        {error !== null && <Notice kind="error" title={problemWords(error)} />}
        {proposedBy === me ? (
          <div>
            <Button busy={withdraw.isPending} onClick={() => withdraw.mutate({ id, input: { round } })}>
              撤回意见
            </Button>
          </div>
        ) : (
          <div className={styles.field}>
            <Confirm
              word={word}
              kind={erases ? 'danger' : 'primary'}
              question={`${consequence}${word}？`}
              busy={approve.isPending}
              onYes={() => approve.mutate({ id, input: { round } })}
            />
            <Button aria-haspopup="dialog" onClick={() => setDeclining(true)}>
              退回
            </Button>
          </div>
        )}
      </div>
      {declining && <DeclineDialog of={proposal} onClose={() => setDeclining(false)} />}
    </Card>
  );
};
