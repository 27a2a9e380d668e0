/** 查阅记录: who of the staff looked at whom, and why. */
import { type DisclosureShown, disclosureQueries } from '@yunzhen/contracts/disclosure/queries';
import { isolated } from '@yunzhen/contracts/text';
import { type Listing, optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { disclosureKindWords, disclosureReasonWords } from '../../words/states.ts';

export const disclosures: Listing<DisclosureShown> = {
  name: '查阅记录',
  query: disclosureQueries.disclosures,
  idOf: ({ disclosureId }) => disclosureId,
  columns: [
    { key: 'at', title: '时间', value: row => fullTime(row.openedAt), show: row => <Moment at={row.openedAt} /> },
    { key: 'staff', title: '查阅人', value: row => isolated(row.staffName ?? shortId(row.staffId)) },
    { key: 'kind', title: '内容', value: row => disclosureKindWords[row.kind] },
    { key: 'reason', title: '原因', value: row => disclosureReasonWords[row.reason] },
    { key: 'subject', title: '对象', value: row => row.subjectId, show: row => shortId(row.subjectId) },
    {
      key: 'patient',
      title: '患者账号',
      value: row => row.patientId,
      show: row => row.patientId && shortId(row.patientId),
      extra: true,
    },
  ],
  filters: [
    { name: 'kind', label: '内容', options: optionsOf(disclosureKindWords) },
    { name: 'reason', label: '原因', options: optionsOf(disclosureReasonWords) },
  ],
  empty: ['没有查阅记录', '运营人员查找患者或查看往来内容时，会自动记在这里。'],
};
