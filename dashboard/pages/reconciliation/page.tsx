/** 对账: days of the channel's books, what does not agree, and the months of the ledger. */
import { accountNumbers } from '@yunzhen/contracts/ledger/accounts';
import { z } from 'zod';
import { Listing } from '../../parts/listing/listing.tsx';
import styles from '../../parts/parts.module.css';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { dayOf } from '../../words/format.ts';
import { Approvals } from './approvals.tsx';
import { Calendar } from './calendar.tsx';
import { DayBoard } from './day-board.tsx';
import { differences } from './differences.tsx';
import { Ledger } from './ledger.tsx';
import { Months } from './months.tsx';
import { refunds } from './refunds.tsx';
import { sums } from './sums.tsx';

const parts = ['days', 'sums', 'differences', 'refunds', 'ledger', 'months'] as const;
const titles = {
  days: '账日',
  sums: '汇总',
  differences: '差异',
  refunds: '退款',
  ledger: '总账',
  months: '月结',
} as const;
/** What means something within one part alone. */
const ofOnePart = ['day', 'account', 'id', 'status', 'kind', 'line', 'business', 'ground', 'number'] as const;
const address = {
  part: z.enum(parts).default('days'),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  day: z.iso.date().optional(),
  account: z.enum(accountNumbers).optional(),
};

export const Component = () => {
  const [{ part, day, account, month = (day ?? dayOf(new Date().toISOString())).slice(0, 7) }, set] =
    useAddress(address);
  return (
    <div className={styles.drawer}>
      <Segments
        label="对账"
        value={part}
        onChange={next => set({ ...Object.fromEntries(ofOnePart.map(name => [name, undefined])), part: next })}
        options={parts.map(value => ({ value, label: titles[value] }))}
      />
      <Approvals />
      {part === 'days' &&
        (day ? (
          <DayBoard day={day} onBack={() => set({ day: undefined })} />
        ) : (
          <Calendar month={month} onMonth={next => set({ month: next })} onDay={next => set({ day: next })} />
        ))}
      {part === 'differences' && <Listing of={differences} />}
      {part === 'sums' && <Listing of={sums} />}
      {part === 'refunds' && <Listing of={refunds} />}
      {part === 'ledger' && (
        <Ledger
          month={month}
          onMonth={next => set({ month: next })}
          account={account}
          onAccount={next => set({ account: next })}
        />
      )}
      {part === 'months' && <Months />}
    </div>
  );
};
