/** 差异: what does not agree, of all days. */
import { differenceKinds, lineKinds } from '@yunzhen/contracts/reconciliation/kinds';
import { reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import type { DifferenceRow } from '@yunzhen/contracts/reconciliation/row';
import type { Column, Listing } from '../../parts/listing/column.ts';
import { optionsOf } from '../../parts/listing/column.ts';
import { Moment } from '../../parts/moment.tsx';
import { StateTag } from '../../parts/state-tag.tsx';
import { fullTime } from '../../words/format.ts';
import { differenceStates, lineKindWords, outcomeWords } from '../../words/states.ts';
import { DifferenceDetail } from './difference-detail.tsx';

export const differenceColumns: readonly Column<DifferenceRow>[] = [
  { key: 'day', title: '账日', value: row => row.day },
  { key: 'kind', title: '类型', value: row => outcomeWords[row.kind] },
  { key: 'line', title: '收/退', value: row => lineKindWords[row.line] },
  { key: 'side', title: '长/短款', value: row => (row.effect > 0 ? '长款' : row.effect < 0 ? '短款' : '无影响') },
  { key: 'effect', title: '金额', value: row => row.effect, money: true },
  { key: 'platform', title: '平台', value: row => row.platform, money: true },
  { key: 'channelSays', title: '渠道', value: row => row.channelSays, money: true },
  { key: 'arrived', title: '到账', value: row => row.arrived, money: true },
  { key: 'key', title: '商户单号', value: row => row.key },
  {
    key: 'status',
    title: '状态',
    value: row => differenceStates[row.status].word,
    show: row => <StateTag of={differenceStates} is={row.status} />,
  },
  {
    key: 'openedAt',
    title: '发现',
    value: row => fullTime(row.openedAt),
    show: row => <Moment at={row.openedAt} />,
    extra: true,
  },
];

export const differences: Listing<DifferenceRow> = {
  name: '差异',
  query: reconciliationQueries.differences,
  idOf: ({ differenceId }) => differenceId,
  columns: differenceColumns,
  filters: [
    { name: 'status', label: '状态', options: [{ value: 'waiting', label: '未结' }, ...optionsOf(differenceStates)] },
    { name: 'kind', label: '类型', options: differenceKinds.map(value => ({ value, label: outcomeWords[value] })) },
    { name: 'line', label: '收/退', options: lineKinds.map(value => ({ value, label: lineKindWords[value] })) },
  ],
  empty: ['没有差异', '对账发现平台、渠道与到账不一致时，会列在这里。'],
  detail: { title: '差异处理', Content: DifferenceDetail },
};
