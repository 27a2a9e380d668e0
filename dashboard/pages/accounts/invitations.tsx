/** 待核准: invitations that one may approve or has proposed, and what became of earlier ones. */
import { approvedWords } from '@yunzhen/contracts/approval/commands.zh';
import { approvalQueries } from '@yunzhen/contracts/approval/queries';
import type { ApprovalRow } from '@yunzhen/contracts/approval/row';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime } from '../../words/format.ts';
import { approvalStates } from '../../words/states.ts';
import { InvitationActions } from './invitation-actions.tsx';
import { Whose } from './proposal.tsx';

export const invitations: Listing<ApprovalRow> = {
  name: '待核准',
  query: approvalQueries.approvals,
  idOf: ({ approvalId }) => approvalId,
  columns: [
    { key: 'command', title: '事项', value: row => approvedWords[`${row.capability}/${row.command}`] ?? row.command },
    { key: 'whose', title: '账号', value: row => row.subjectId, show: row => <Whose of={row} /> },
    {
      key: 'status',
      title: '状态',
      value: row => approvalStates[row.status].word,
      show: row => <StateTag of={approvalStates} is={row.status} />,
    },
    {
      key: 'proposed',
      title: '提出',
      value: row => fullTime(row.proposedAt),
      show: row => <Moment at={row.proposedAt} />,
    },
    { key: 'until', title: '核准期限', value: row => fullTime(row.until), show: row => <Moment at={row.until} /> },
    {
      key: 'ended',
      title: '办结',
      value: row => row.endedAt && fullTime(row.endedAt),
      show: row => <Moment at={row.endedAt} />,
      extra: true,
    },
    { key: 'reason', title: '原因', value: row => row.reason, extra: true },
  ],
  filters: [{ name: 'status', label: '状态', options: optionsOf(approvalStates) }],
  rowActions: { access: approvalQueries.approvals.access, Content: InvitationActions },
  empty: ['没有待核准的邀请', '系统管理员新增账号或重新邀请后，由安全管理员在这里核准。'],
};
