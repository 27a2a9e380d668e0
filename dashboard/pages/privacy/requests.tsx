/** 个人信息: requests for correction and erasure, by their deadline, and what became of them. */
import { type PrivacyRow, privacyQueries } from '@yunzhen/contracts/privacy/queries';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { privacyKindWords, privacyOutcomeWords, privacyStates } from '../../words/states.ts';
import { RequestDetail } from './request-detail.tsx';

export const requests: Listing<PrivacyRow> = {
  name: '个人信息申请',
  query: privacyQueries.privacyRequests,
  idOf: ({ requestId }) => requestId,
  columns: [
    { key: 'id', title: '编号', value: row => row.requestId, show: row => shortId(row.requestId) },
    { key: 'kind', title: '申请', value: row => privacyKindWords[row.kind] },
    {
      key: 'status',
      title: '状态',
      value: row => privacyStates[row.status].word,
      show: row => <StateTag of={privacyStates} is={row.status} />,
    },
    { key: 'outcome', title: '结论', value: row => row.outcome && privacyOutcomeWords[row.outcome] },
    {
      key: 'requested',
      title: '提出',
      value: row => fullTime(row.requestedAt),
      show: row => <Moment at={row.requestedAt} />,
    },
    { key: 'due', title: '办理期限', value: row => fullTime(row.dueAt), show: row => <Moment at={row.dueAt} /> },
    {
      key: 'decided',
      title: '办结',
      value: row => row.decidedAt && fullTime(row.decidedAt),
      show: row => <Moment at={row.decidedAt} />,
    },
    {
      key: 'until',
      title: '封存至',
      value: row => row.until && fullTime(row.until),
      show: row => <Moment at={row.until} />,
      extra: true,
    },
  ],
  filters: [
    {
      name: 'status',
      label: '状态',
      options: optionsOf(privacyStates),
    },
  ],
  empty: ['没有符合条件的申请', '患者在小程序的“个人信息与隐私”里提出更正或删除时，会自动出现在这里。'],
  detail: { title: '申请详情', Content: RequestDetail },
};
