import { approval } from '@yunzhen/contracts/approval/approval';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { useState } from 'react';
import { useCommand } from '../api/use-command.ts';
import { problemWords } from '../words/problems.ts';
import { Button } from './button.tsx';
import dialogStyles from './dialog.module.css';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { TextField } from './text-field.tsx';

/** Declines what waits for a second person, with a reason, which who proposed it reads. */
export const DeclineDialog = ({ of, onClose }: { of: ApprovalRow; onClose: () => void }) => {
  const [reason, setReason] = useState('');
  const sending = useCommand(approval, 'decline');
  const typed = reason.trim();
  const send = () =>
    sending.mutate({ id: of.approvalId, input: { round: of.round, reason: typed } }, { onSuccess: onClose });
  return (
    <Dialog title="不核准" onClose={onClose}>
      <TextField label="不核准原因" extra="提出的人会看到。" value={reason} onChange={setReason} most={200} rows={2} />
      {sending.error !== null && <Notice kind="error" title={problemWords(sending.error)} />}
      <div className={dialogStyles.actions}>
        <Button onClick={onClose}>返回</Button>
        <Button kind="danger" busy={sending.isPending} why={typed ? '' : '请先写不核准原因'} onClick={send}>
          不核准
        </Button>
      </div>
    </Dialog>
  );
};
