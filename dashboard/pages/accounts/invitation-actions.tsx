import { approval } from '@yunzhen/contracts/approval/approval';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { useContext, useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useCurrentUser } from '../../lib/current-user.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { DeclineDialog } from '../../parts/decline-dialog.tsx';
import { toast } from '../../parts/toast.ts';
import { problemWords } from '../../words/problems.ts';
import styles from './accounts.module.css';
import { ApproveContext } from './approving.ts';

/** What one does with an invitation that waits: another approves or declines it, who proposed it takes it back. */
export const InvitationActions = ({ row }: { row: ApprovalRow }) => {
  const { approvalId: id, round, status, proposedBy } = row;
  const me = useCurrentUser().holder.id;
  const approve = useContext(ApproveContext);
  const [declining, setDeclining] = useState(false);
  const withdraw = useCommand(approval, 'withdraw');
  if (status !== 'proposed') return null;
  if (proposedBy === me)
    return (
      <Confirm
        small
        word="撤回"
        question="撤回后这个邀请不再等待核准，已告诉本人的邀请码作废。撤回？"
        busy={withdraw.isPending}
        onYes={() => withdraw.mutate({ id, input: { round } }, { onError: error => toast.error(problemWords(error)) })}
      />
    );
  return (
    <span className={styles.actions}>
      <Button small kind="primary" aria-haspopup="dialog" onClick={() => approve(row)}>
        核准
      </Button>
      <Button small aria-haspopup="dialog" onClick={() => setDeclining(true)}>
        不核准
      </Button>
      {declining && <DeclineDialog of={row} onClose={() => setDeclining(false)} />}
    </span>
  );
};
