import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { type Entry, entries, type LedgerEvent } from '@yunzhen/contracts/ledger/entries';
import { facts } from '@yunzhen/contracts/statistics/facts';
import { type Columns, fact } from '../fact.ts';

/** One side of an entry. */
interface LedgerRow {
  readonly account: Account;
  readonly contra: Account;
  /** Fen: a debit is above 0, a credit below. */
  readonly amount: number;
  readonly day: string;
  /** Which entry of its event. */
  readonly entry: number;
  readonly event: string;
  readonly payment_id: string;
  readonly refund_id: string;
  readonly difference_id: string;
  readonly patient_id: string;
  readonly business: string;
  readonly subject_id: string;
  readonly department_id: string;
  readonly doctor_id: string;
}
const columns: Columns<LedgerRow> = {
  account: 'LowCardinality(String)',
  contra: 'LowCardinality(String)',
  amount: 'Int64',
  day: 'Date',
  entry: 'UInt16',
  event: 'LowCardinality(String)',
  payment_id: 'UUID',
  refund_id: 'UUID',
  difference_id: 'UUID',
  patient_id: 'UUID',
  business: 'LowCardinality(String)',
  subject_id: 'UUID',
  department_id: 'UUID',
  doctor_id: 'UUID',
};
const none = '00000000-0000-0000-0000-000000000000';

const sidesOf = (event: string, entry: Entry, index: number): readonly LedgerRow[] => {
  const { debit, credit, amount, day } = entry;
  const rest = {
    ...{ day, entry: index, event, business: entry.business ?? '' },
    payment_id: entry.paymentId ?? none,
    refund_id: entry.refundId ?? none,
    difference_id: entry.differenceId ?? none,
    patient_id: entry.patientId ?? none,
    subject_id: entry.subjectId ?? none,
    department_id: entry.departmentId ?? none,
    doctor_id: entry.doctorId ?? none,
  };
  return [
    { account: debit, contra: credit, amount, ...rest },
    { account: credit, contra: debit, amount: -amount, ...rest },
  ];
};
type Post = (data: never, at: string) => readonly Entry[];

/** O1.4: the ledger, two rows an entry. */
export const ledger = fact<LedgerEvent, LedgerRow>(facts.ledger.name, facts.ledger.version, {
  columns,
  orderBy: ['account', 'day', 'entry'],
  on: Object.fromEntries(
    Object.entries(entries as Readonly<Record<string, Post>>).map(([event, post]) => [
      event,
      (data: never, { at }: { readonly at: string }) =>
        post(data, at).flatMap((entry, index) => sidesOf(event, entry, index)),
    ]),
  ),
});
