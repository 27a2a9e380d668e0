import { approval } from '@yunzhen/contracts/approval/approval';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { useWho } from '../../lib/who.ts';
import { Button } from '../../parts/button.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { DeclineDialog } from '../../parts/decline-dialog.tsx';
import { say } from '../../parts/say.ts';
import { problemWords } from '../../words/problems.ts';
import styles from './accounts.module.css';
import { ApproveDialog } from './approve-dialog.tsx';

/** What one does with an invitation that waits: another approves or declines it, who proposed it takes it back. */
export const InvitationActions = ({ row }: { row: ApprovalRow }) => {
  const { approvalId: id, round, status, proposedBy } = row;
  const me = useWho().holder.id;
  const [open, setOpen] = useState<'approve' | 'decline' | null>(null);
  const withdraw = useCommand(approval, 'withdraw');
  const close = () => setOpen(null);
  if (status !== 'proposed' && !open) return null;
  if (proposedBy === me)
    return (
      <Confirm
        small
        word="撤回"
        question="撤回后这个邀请不再等待核准，已告诉本人的邀请码作废。撤回？"
        busy={withdraw.isPending}
        onYes={() => withdraw.mutate({ id, input: { round } }, { onError: error => say.error(problemWords(error)) })}
      />
    );
  return (
    <span className={styles.actions}>
      <Button small kind="primary" aria-haspopup="dialog" onClick={() => setOpen('approve')}>
        核准
      </Button>
      <Button small aria-haspopup="dialog" onClick={() => setOpen('decline')}>
        不核准
      </Button>
      {open === 'approve' && <ApproveDialog of={row} onClose={close} />}
      {open === 'decline' && <DeclineDialog of={row} onClose={close} />}
    </span>
  );
};
