import { type Account, accountNumbers, kindOf } from '@yunzhen/contracts/ledger/accounts';
import { type Balances, ledgerQueries } from '@yunzhen/contracts/ledger/queries';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import styles from '../../parts/parts.module.css';
import { money } from '../../words/format.ts';
import { accountName, balanceWords } from '../../words/ledger.ts';
import { AccountBook } from './account-book.tsx';
import { daysOfMonth, monthAfter } from './months-of.ts';
import { OpenItems } from './open-items.tsx';

type Row = Balances & { readonly account: Account };
const columns: readonly Column<Row>[] = [
  { key: 'account', title: '科目', value: row => accountName(row.account) },
  { key: 'opening', title: '期初', value: row => balanceWords(row.opening), numeric: true },
  { key: 'debit', title: '借方', value: row => row.debit, money: true },
  { key: 'credit', title: '贷方', value: row => row.credit, money: true },
  { key: 'closing', title: '期末', value: row => balanceWords(row.closing), numeric: true },
];

/** 总账: balances of a month, each account opening its lines, each line what it belongs to. */
export const Ledger = ({
  month,
  onMonth,
  account,
  onAccount,
}: {
  month: string;
  onMonth: (month: string) => void;
  account: Account | undefined;
  onAccount: (account: Account | undefined) => void;
}) => {
  const days = daysOfMonth(month);
  const asked = useQuery(ledgerQueries.accountBalances, days);
  const sum = (rows: readonly Row[], of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return (
    <>
      <Card
        title={`${month} 科目余额表`}
        extra={
          <div className={styles.range}>
            <Button onClick={() => onMonth(monthAfter(month, -1))}>上个月</Button>
            <Button onClick={() => onMonth(monthAfter(month, 1))}>下个月</Button>
          </div>
        }
      >
        <Answer to={asked} rows={8} shape="table">
          {rows =>
            rows.length === 0 ? (
              <EmptyState title="到这个月还没有分录">支付、退款、问诊完成和发药会自动记账。</EmptyState>
            ) : (
              <>
                <Table
                  label="科目余额表"
                  columns={columns}
                  rows={rows}
                  idOf={row => row.account}
                  chosen={account}
                  onChoose={chosen => onAccount(accountNumbers.find(one => one === chosen))}
                />
                <Facts
                  of={[
                    ['借方合计', money(sum(rows, row => row.debit))],
                    ['贷方合计', money(sum(rows, row => row.credit))],
                    [
                      '试算平衡',
                      sum(rows, row => row.closing) === 0 ? '平' : balanceWords(sum(rows, row => row.closing)),
                    ],
                  ]}
                />
              </>
            )
          }
        </Answer>
      </Card>
      {account && (
        <AccountBook key={`${account} ${month}`} account={account} days={days} onClose={() => onAccount(undefined)} />
      )}
      {account && kindOf(account).item && <OpenItems account={account} to={days.to} />}
    </>
  );
};
