import { approval } from '@yunzhen/contracts/approval/approval';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { CommandDialog } from './command-dialog.tsx';

const names = ['reason'];
const special = { reason: { label: '不核准原因', hint: '提出的人会看到。' } };

/** Declines what waits for a second person, with a reason, which who proposed it reads. */
export const DeclineDialog = ({ of: { approvalId, round }, onClose }: { of: ApprovalRow; onClose: () => void }) => (
  <CommandDialog
    title="不核准"
    okText="不核准"
    kind="danger"
    of={approval}
    command="decline"
    id={approvalId}
    names={names}
    special={special}
    inputOf={({ reason }) => ({ round, reason })}
    onClose={onClose}
  />
);
