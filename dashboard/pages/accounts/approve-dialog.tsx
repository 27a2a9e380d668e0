/** The second half of an invitation: made here, sent with the approval, and shown once it was taken. */
import { approval } from '@yunzhen/contracts/approval/approval';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { useState } from 'react';
import { useCommand } from '../../api/use-command.ts';
import { newInvitationCode } from '../../lib/invitation-code.ts';
import { CodeDialog } from './code-dialog.tsx';
import { useInvited, Whose } from './proposal.tsx';

export const ApproveDialog = ({ of, onClose }: { of: ApprovalRow; onClose: () => void }) => {
  const [confirmation] = useState(newInvitationCode);
  const who = useInvited(of);
  const sending = useCommand(approval, 'approve');
  return (
    <CodeDialog
      title="核准邀请"
      yes="核准"
      half="second"
      code={confirmation}
      name={who?.name ?? null}
      login={who?.login ?? null}
      question={
        <>
          请确认 <Whose of={of} /> 确是本院人员，并且需要这个角色。核准后您会得到第二个邀请码。核准？
        </>
      }
      sending={sending}
      onYes={() => sending.mutate({ id: of.approvalId, input: { round: of.round, input: { confirmation } } })}
      onClose={onClose}
    />
  );
};
