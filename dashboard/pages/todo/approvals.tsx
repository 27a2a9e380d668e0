/** 待核准: every command that waits for a second person, whatever it is about; it is decided where the thing is seen. */
import { approvedWords } from '@yunzhen/contracts/approval/commands.zh';
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { Link } from 'react-router';
import { useCurrentUser } from '../../lib/current-user.ts';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { approvalStates } from '../../words/states.ts';
import { decidedAt } from './paths.ts';

const nameOf = ({ capability, command }: ApprovalRow): string =>
  approvedWords[`${capability}/${command}`] ?? `${capability}/${command}`;

const Proposer = ({ id }: { id: string }) => (useCurrentUser().holder.id === id ? '您自己' : shortId(id));
const Open = ({ row }: { row: ApprovalRow }) =>
  row.status === 'proposed' ? <Link to={decidedAt(row)}>查看并处理</Link> : null;

export const approvals: Listing<ApprovalRow> = {
  name: '待核准',
  query: approvalQueries.approvals,
  idOf: ({ approvalId }) => approvalId,
  columns: [
    { key: 'command', title: '事项', value: nameOf },
    { key: 'subject', title: '对象', value: row => row.subjectId, show: row => shortId(row.subjectId) },
    {
      key: 'status',
      title: '状态',
      value: row => approvalStates[row.status].word,
      show: row => <StateTag of={approvalStates} is={row.status} />,
    },
    { key: 'by', title: '提出人', value: row => row.proposedBy, show: row => <Proposer id={row.proposedBy} /> },
    {
      key: 'proposed',
      title: '提出',
      value: row => fullTime(row.proposedAt),
      show: row => <Moment at={row.proposedAt} />,
    },
    { key: 'until', title: '核准期限', value: row => fullTime(row.until), show: row => <Moment at={row.until} /> },
    { key: 'reason', title: '退回原因', value: row => row.reason, extra: true },
  ],
  filters: [{ name: 'status', label: '状态', options: optionsOf(approvalStates) }],
  rowActions: { access: approvalQueries.approvals.access, Content: Open },
  empty: ['没有待核准的事项', '需要两个人才能办的事，由一位同事提出后会出现在这里，由另一位核准。'],
};
