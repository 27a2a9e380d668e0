import { ledgerQueries } from '@yunzhen/contracts/ledger/queries';
import type { ReconciliationRow } from '@yunzhen/contracts/reconciliation/row';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Facts } from '../../parts/facts.tsx';
import { accountName, balanceWords } from '../../words/ledger.ts';

const shown = ['1021', '1031', '1051', '2030', '2050'] as const;

/** What the ledger says of the channel at the end of the day, beside the balance that the channel names. */
export const DayLedger = ({ of: { day, flow } }: { of: ReconciliationRow }) => {
  const asked = useQuery(ledgerQueries.accountBalances, { from: day, to: day });
  return (
    <Card title="总账">
      <Answer to={asked} rows={4}>
        {rows => {
          const closing = (account: string) => rows.find(row => row.account === account)?.closing ?? 0;
          const gap = flow ? closing('1021') - flow.closing : 0;
          return (
            <Facts
              of={[
                ...shown.map(account => [accountName(account), balanceWords(closing(account))] as const),
                ['与资金账单结余', !flow ? '没有资金账单' : gap === 0 ? '一致' : `相差 ${balanceWords(gap)}`],
              ]}
            />
          );
        }}
      </Answer>
    </Card>
  );
};
