/** 待处理: what could not be done with an outside system, or within the hospital, and waits for somebody to decide. */

import { caseQueries } from '@yunzhen/contracts/case/queries';
import type { CaseRow } from '@yunzhen/contracts/case/row';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { callWords, caseAssignedWords, caseReasonWords, caseStates, systemWords } from '../../words/states.ts';
import { Assignee } from './assignee.tsx';
import { CaseDetail } from './case-detail.tsx';

export const cases: Listing<CaseRow> = {
  name: '待处理',
  query: caseQueries.cases,
  idOf: ({ caseId }) => caseId,
  columns: [
    { key: 'system', title: '系统', value: row => systemWords[row.system] ?? row.system },
    { key: 'call', title: '事项', value: row => callWords[row.call] ?? row.call },
    {
      key: 'status',
      title: '状态',
      value: row => caseStates[row.status].word,
      show: row => <StateTag of={caseStates} is={row.status} />,
    },
    { key: 'reason', title: '原因', value: row => caseReasonWords[row.reason] },
    { key: 'key', title: '编号', value: row => row.key, show: row => shortId(row.key) },
    { key: 'since', title: '起始', value: row => fullTime(row.since), show: row => <Moment at={row.since} /> },
    { key: 'attempts', title: '已尝试', value: row => `${row.attempts} 次` },
    { key: 'round', title: '已重发', value: row => `${row.round} 次`, extra: true },
    { key: 'assignee', title: '认领人', value: row => row.assigneeId, show: row => <Assignee of={row} /> },
    {
      key: 'ended',
      title: '办结',
      value: row => row.endedAt && fullTime(row.endedAt),
      show: row => <Moment at={row.endedAt} />,
      extra: true,
    },
  ],
  filters: [
    {
      name: 'status',
      label: '状态',
      options: [{ value: 'waiting', label: '未办结' }, ...optionsOf(caseStates)],
    },
    { name: 'system', label: '系统', options: optionsOf(systemWords) },
    { name: 'assigned', label: '认领', options: optionsOf(caseAssignedWords) },
    { name: 'reason', label: '原因', options: optionsOf(caseReasonWords) },
  ],
  empty: ['没有待处理的事项', '对方系统拒绝、长时间没有回答，或本系统出错时，会自动出现在这里。'],
  detail: { title: '待处理详情', Content: CaseDetail },
};
