import { reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { useState } from 'react';
import type { z } from 'zod';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import type { Column } from '../../parts/listing/column.ts';
import { Table } from '../../parts/listing/table.tsx';
import styles from '../../parts/parts.module.css';
import { StateTag } from '../../parts/state-tag.tsx';
import { shortDay } from '../../words/format.ts';
import { reconciliationStates } from '../../words/states.ts';
import { FetchDay } from './fetch-day.tsx';
import { monthAfter } from './months-of.ts';
import { UploadDialog } from './upload-dialog.tsx';

type Day = z.output<typeof reconciliationQueries.reconciliation.result>;

const columns: readonly Column<Day>[] = [
  { key: 'day', title: '账日', value: row => row.day, show: row => shortDay(row.day) },
  {
    key: 'status',
    title: '状态',
    value: row => reconciliationStates[row.status].word,
    show: row => <StateTag of={reconciliationStates} is={row.status} />,
  },
  { key: 'paid', title: '渠道收款', value: row => row.trade?.paid.amount ?? null, money: true },
  { key: 'refunded', title: '渠道退款', value: row => row.trade?.refunded.amount ?? null, money: true },
  { key: 'platform', title: '平台收款', value: row => row.result?.platform.paid.amount ?? null, money: true },
  { key: 'back', title: '平台退款', value: row => row.result?.platform.refunded.amount ?? null, money: true },
  { key: 'open', title: '未结差异', value: row => row.open.count, numeric: true },
  { key: 'amount', title: '差异金额', value: row => row.open.amount, money: true },
];

/** One month of days, each with how its books stand. */
export const Calendar = ({
  month,
  onMonth,
  onDay,
}: {
  month: string;
  onMonth: (month: string) => void;
  onDay: (day: string) => void;
}) => {
  const [uploading, upload] = useState(false);
  const asked = useQuery(reconciliationQueries.reconciliations, { month });
  return (
    <Card
      title={`${month} 对账日历`}
      extra={
        <div className={styles.range}>
          <Button onClick={() => onMonth(monthAfter(month, -1))}>上个月</Button>
          <Button onClick={() => onMonth(monthAfter(month, 1))}>下个月</Button>
          <FetchDay />
          <Button onClick={() => upload(true)}>上传账单</Button>
        </div>
      }
    >
      {uploading && <UploadDialog onClose={() => upload(false)} />}
      <Answer to={asked} rows={10} shape="table">
        {rows =>
          rows.length === 0 ? (
            <EmptyState title="这个月还没有对账日">次日 10:00 自动取账单，也可以选一天现在取。</EmptyState>
          ) : (
            <Table label="对账日" columns={columns} rows={rows} idOf={({ day }) => day} onChoose={onDay} />
          )
        }
      </Answer>
    </Card>
  );
};
