/** 汇总: every book by channel and business over days; each number opens the rows it is the sum of. */
import { type BookSum, type bookBusinesses, reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { reconciliationText } from '@yunzhen/contracts/reconciliation/text.zh';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Column, Listing } from '../../parts/listing/column.ts';
import styles from '../../parts/parts.module.css';
import { money, nothing } from '../../words/format.ts';
import { businessWords } from '../../words/states.ts';
import { type Asked, Lines } from './lines.tsx';

const named: Readonly<Record<(typeof bookBusinesses)[number], string>> = {
  ...businessWords,
  several: '多项合并支付',
  foreign: '非本系统',
  unknown: '未归类',
};

type Of = Pick<Asked, 'book' | 'line'>;
const Sum = ({ row, title, amount, of }: { row: BookSum; title: string; amount: number; of: Of }) => {
  const [open, set] = useState(false);
  if (amount === 0) return nothing;
  const { business, from: day, to } = row;
  return (
    <>
      <button
        type="button"
        className={styles.number}
        onClick={() => set(true)}
        aria-label={`${named[business]} ${title} ${money(amount)}，看明细`}
      >
        {money(amount)}
      </button>
      {open && (
        <Dialog title={`${named[business]} ${title}`} place="drawer" onClose={() => set(false)}>
          <Lines of={{ day, to, business, ...of }} onClose={() => set(false)} />
        </Dialog>
      )}
    </>
  );
};
type Amount = Exclude<keyof BookSum, 'channel' | 'business' | 'from' | 'to' | 'count'>;
const column = (key: Amount, title: string, of?: Of): Column<BookSum> => ({
  ...{ key, title, money: true, value: row => row[key] },
  ...(of && { show: row => <Sum row={row} title={title} amount={row[key]} of={of} /> }),
});

export const sums: Listing<BookSum> = {
  name: '渠道与业务汇总',
  query: reconciliationQueries.bookSums,
  idOf: ({ channel, business }) => `${channel} ${business}`,
  columns: [
    { key: 'channel', title: '渠道', value: row => reconciliationText.choices.channel[row.channel] },
    { key: 'business', title: '业务', value: row => named[row.business] },
    { key: 'count', title: '笔数', value: row => row.count, numeric: true },
    column('paid', '平台收款', { book: 'platform', line: 'pay' }),
    column('refunded', '平台退款', { book: 'platform', line: 'refund' }),
    { key: 'net', title: '平台净额', value: row => row.paid - row.refunded, money: true },
    column('channelPaid', '渠道收款', { book: 'trade', line: 'pay' }),
    column('channelRefunded', '渠道退款', { book: 'trade', line: 'refund' }),
    column('fees', '手续费', { book: 'trade' }),
    column('arrived', '到账', { book: 'fund-flow' }),
    column('gap', '差额'),
  ],
  filters: [],
  total: ({ rows }) => {
    const sum = (of: (row: BookSum) => number) => money(rows.reduce((total, row) => total + of(row), 0));
    return `合计：平台净额 ${sum(row => row.paid - row.refunded)}，渠道净额 ${sum(row => row.channelPaid - row.channelRefunded)}，手续费 ${sum(row => row.fees)}，到账 ${sum(row => row.arrived)}，差额 ${sum(row => row.gap)}`;
  },
  empty: ['这些天没有收款和退款', '换一个日期看看；交易账单导入以后，这里有渠道一侧的数字。'],
};
