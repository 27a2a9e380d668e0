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

const parts = ['days', 'differences', 'ledger', 'months'] as const;
const titles = { days: '账日', differences: '差异', ledger: '总账', months: '月结' } as const;
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
        onChange={next =>
          set({ part: next, day: undefined, account: undefined, id: undefined, status: undefined, kind: undefined })
        }
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
