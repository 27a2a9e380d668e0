import type { CaseRow } from '@yunzhen/contracts/case/row';
import { useWho } from '../../lib/who.ts';
import { shortId } from '../../words/format.ts';

/** Who took it. */
export const Assignee = ({ of: { assigneeId } }: { of: Pick<CaseRow, 'assigneeId'> }) => {
  const { id } = useWho().holder;
  if (assigneeId === null) return '无人认领';
  return assigneeId === id ? '我' : `同事 ${shortId(assigneeId)}`;
};
