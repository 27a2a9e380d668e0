/** 投诉: what patients complain about, what is late, and what was answered. */

import { type ComplaintShown, complaintQueries } from '@yunzhen/contracts/complaint/queries';
import { complaintsWaiting } from '@yunzhen/contracts/complaint/row';
import { Due } from '../../parts/due.tsx';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { personWords } from '../../parts/person.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { complaintKindWords, complaintStates, complaintSubjectWords } from '../../words/states.ts';
import { ComplaintDetail } from './complaint-detail.tsx';
import { Late } from './late.tsx';

export const complaints: Listing<ComplaintShown> = {
  name: '投诉',
  query: complaintQueries.complaints,
  idOf: ({ complaintId }) => complaintId,
  columns: [
    { key: 'id', title: '单号', value: row => row.complaintId, show: row => shortId(row.complaintId) },
    {
      key: 'status',
      title: '状态',
      value: row => complaintStates[row.status].word,
      show: row => <StateTag of={complaintStates} is={row.status} />,
    },
    { key: 'kind', title: '内容', value: row => complaintKindWords[row.kind] },
    { key: 'subject', title: '关于', value: row => complaintSubjectWords[row.subject] },
    { key: 'person', title: '就诊人', value: personWords },
    { key: 'doctor', title: '医生', value: row => row.doctorName },
    { key: 'department', title: '科室', value: row => row.departmentName },
    { key: 'filed', title: '提出', value: row => fullTime(row.filedAt), show: row => <Moment at={row.filedAt} /> },
    {
      key: 'due',
      title: '答复期限',
      value: row => fullTime(row.dueAt),
      show: row => <Due at={row.dueAt} of={row} waits={complaintsWaiting} />,
    },
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
      options: [{ value: 'open', label: '未办结' }, { value: 'late', label: '已超期' }, ...optionsOf(complaintStates)],
    },
    { name: 'kind', label: '内容', options: optionsOf(complaintKindWords) },
  ],
  Actions: Late,
  empty: ['没有符合条件的投诉', '换一个日期、科室或状态看看。患者提交后会自动出现在这里。'],
  detail: { title: '投诉详情', Content: ComplaintDetail },
};
