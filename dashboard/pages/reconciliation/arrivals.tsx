import type { Arrival } from '@yunzhen/contracts/reconciliation/row';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { statementSourceWords, statementWords } from '../../words/states.ts';
import { brokenWords } from './broken.ts';

const outcome = (of: Arrival): string => {
  if (of.state === 'imported') return `已导入 ${of.rows} 行，汇总一致`;
  return of.state === 'absent' ? '渠道没有这一天的账单' : brokenWords(of);
};
const sourceOf = ({ source, staffId }: Arrival): string | null =>
  source && `${statementSourceWords[source]}${staffId ? `（${shortId(staffId)}）` : ''}`;
const columns: readonly Column<Arrival>[] = [
  { key: 'statement', title: '账单', value: row => statementWords[row.statement] },
  { key: 'at', title: '到达', value: row => fullTime(row.at), show: row => <Moment at={row.at} /> },
  { key: 'source', title: '来源', value: sourceOf },
  { key: 'outcome', title: '结果', value: outcome },
  { key: 'sha256', title: '文件摘要', value: row => row.sha256?.slice(0, 12) ?? null },
];

/** Every file of the day: when it came, what it was, and why one was not taken. */
export const Arrivals = ({ of }: { of: readonly Arrival[] }) => (
  <Card title="账单">
    {of.length === 0 ? (
      <EmptyState title="账单还没有到">次日 10:00 以后自动取，未生成时每 30 分钟再取。</EmptyState>
    ) : (
      <Table label="账单" columns={columns} rows={of} idOf={({ statement, at }) => `${statement} ${at}`} />
    )}
  </Card>
);
