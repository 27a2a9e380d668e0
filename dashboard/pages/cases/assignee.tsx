import type { CaseRow } from '@yunzhen/contracts/case/row';
import { useCurrentUser } from '../../lib/current-user.ts';
import { shortId } from '../../words/format.ts';

/** Who took it. */
export const Assignee = ({ of: { assigneeId } }: { of: Pick<CaseRow, 'assigneeId'> }) => {
  const { id } = useCurrentUser().holder;
  if (assigneeId === null) return '无人认领';
  return assigneeId === id ? '我' : `同事 ${shortId(assigneeId)}`;
};
