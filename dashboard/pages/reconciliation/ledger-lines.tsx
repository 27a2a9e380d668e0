import { type LedgerLine, ledgerQueries } from '@yunzhen/contracts/ledger/queries';
import { useState } from 'react';
import { usePages } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { Moment } from '../../parts/moment.tsx';
import { fullTime, shortId } from '../../words/format.ts';
import { accountName, eventName } from '../../words/ledger.ts';

/** Whose statement it is: one of these is named. */
export interface Subject {
  readonly paymentId?: string;
  readonly refundId?: string;
  readonly differenceId?: string;
  readonly patientId?: string;
}
const common: readonly Column<LedgerLine>[] = [
  { key: 'day', title: '账日', value: row => row.day },
  { key: 'event', title: '事由', value: row => eventName(row.event) },
];
const booked: Column<LedgerLine> = {
  key: 'bookedDay',
  title: '记账日',
  value: row => (row.bookedDay === row.day ? null : row.bookedDay),
};
const about: Column<LedgerLine> = {
  key: 'about',
  title: '支付或差异',
  value: row => {
    const id = row.paymentId ?? row.differenceId;
    return id && shortId(id);
  },
};
const recorded: Column<LedgerLine> = {
  key: 'at',
  title: '记录时间',
  value: row => fullTime(row.at),
  show: row => <Moment at={row.at} />,
};
export const columnsOfAccount: readonly Column<LedgerLine>[] = [
  ...common,
  { key: 'contra', title: '对方科目', value: row => accountName(row.contra) },
  { key: 'debit', title: '借方', value: row => (row.amount > 0 ? row.amount : null), money: true },
  { key: 'credit', title: '贷方', value: row => (row.amount < 0 ? -row.amount : null), money: true },
  ...[about, booked, recorded],
];
const columnsOfStatement: readonly Column<LedgerLine>[] = [
  ...common,
  { key: 'debit', title: '借', value: row => accountName(row.account) },
  { key: 'credit', title: '贷', value: row => accountName(row.contra) },
  { key: 'amount', title: '金额', value: row => row.amount, money: true },
  ...[booked, recorded],
];
const keyOf = (row: LedgerLine, index: number): string => `${row.at} ${row.account} ${row.amount} ${index}`;

/** What a line belongs to, for its statement. */
const subjectOf = ({ paymentId, differenceId, refundId }: LedgerLine): Subject | null => {
  if (paymentId) return { paymentId };
  if (differenceId) return { differenceId };
  return refundId ? { refundId } : null;
};

/** Lines of the ledger, page by page; a line opens the statement of what it belongs to. */
export const LedgerLines = ({
  params,
  label,
  columns,
  opens = false,
}: {
  params: Readonly<Record<string, string>>;
  label: string;
  columns: readonly Column<LedgerLine>[];
  opens?: boolean;
}) => {
  const asked = usePages(ledgerQueries.ledgerLines, { ...params, limit: 50 });
  const [subject, choose] = useState<Subject | null>(null);
  return (
    <>
      <Answer to={{ ...asked, data: asked.rows }} rows={8} shape="table">
        {rows => {
          if (rows.length === 0) return <EmptyState title="没有分录" />;
          const keys = new Map(rows.map((row, index) => [row, keyOf(row, index)]));
          const open = (key: string) => {
            const row = rows.find(one => keys.get(one) === key);
            choose(row ? subjectOf(row) : null);
          };
          return (
            <>
              <Table
                label={label}
                columns={columns}
                rows={rows}
                idOf={row => keys.get(row) ?? ''}
                onChoose={opens ? open : undefined}
              />
              {asked.hasNextPage && (
                <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                  更多
                </Button>
              )}
            </>
          );
        }}
      </Answer>
      {subject && (
        <Dialog title="分户账" place="drawer" onClose={() => choose(null)}>
          <LedgerLines params={{ ...subject }} label="分户账" columns={columnsOfStatement} />
        </Dialog>
      )}
    </>
  );
};
