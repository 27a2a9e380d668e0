import { type Account, kindOf } from '@yunzhen/contracts/ledger/accounts';
import { ledgerQueries, type OpenItem } from '@yunzhen/contracts/ledger/queries';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import { shortId } from '../../words/format.ts';
import { accountName, balanceWords } from '../../words/ledger.ts';

const items = { payment: '支付单', refund: '退款单', difference: '差异', day: '账日' } as const;
const columns: readonly Column<OpenItem>[] = [
  { key: 'since', title: '从', value: row => row.since },
  { key: 'id', title: '属于', value: row => row.id && shortId(row.id) },
  { key: 'amount', title: '余额', value: row => balanceWords(row.amount), numeric: true },
  { key: 'days', title: '账龄（天）', value: row => row.days, numeric: true },
  { key: 'late', title: '是否超期', value: row => (row.late ? '超期' : '未超期') },
];

/** 账龄: what stands on an account in between, and since when. */
export const OpenItems = ({ account, to }: { account: Account; to: string }) => {
  const { item = 'day', lateAfter = 0 } = kindOf(account);
  const asked = useQuery(ledgerQueries.openItems, { account, to, limit: 100 });
  return (
    <Card title={`${accountName(account)} 账龄（按${items[item]}，超过 ${lateAfter} 天为超期）`}>
      <Answer to={asked} rows={5} shape="table">
        {({ rows, total, lateTotal, next }) =>
          rows.length === 0 ? (
            <EmptyState title="没有未清项" />
          ) : (
            <>
              <Facts
                of={[
                  ['余额', balanceWords(total)],
                  ['其中超期', balanceWords(lateTotal)],
                ]}
              />
              <Table label="账龄" columns={columns} rows={rows} idOf={row => `${row.since} ${row.id}`} />
              {next && '只列出最早的 100 项。'}
            </>
          )
        }
      </Answer>
    </Card>
  );
};
