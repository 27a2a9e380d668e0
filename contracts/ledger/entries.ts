/** 总账: which entries an event makes. One pure table; whoever reads the events has the ledger. */
import { chinaDayOf } from '../china-day.ts';
import type { StoredOf } from '../language.ts';
import type { Business, Method } from '../payment/bill.ts';
import type { PaymentEvent } from '../payment/payment.ts';
import type { PrescriptionEvent } from '../prescription/prescription.ts';
import type { DifferenceEvent } from '../reconciliation/difference.ts';
import { type About, type Booked, entryOf, suspended } from '../reconciliation/entries.ts';
import type { Way } from '../reconciliation/kinds.ts';
import type { Foreign, Movements, ReconciliationEvent } from '../reconciliation/reconciliation.ts';
import type { RegistrationEvent } from '../registration/registration.ts';
import type { Account } from './accounts.ts';

export type LedgerEvent = PaymentEvent | RegistrationEvent | PrescriptionEvent | ReconciliationEvent | DifferenceEvent;

/** What an entry is about, beside its accounts. Ids and kinds only: neither a drug nor a name of anybody. */
export interface Names {
  readonly paymentId?: string | undefined;
  readonly refundId?: string | undefined;
  readonly differenceId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly business?: Business | undefined;
  readonly subjectId?: string | undefined;
  readonly departmentId?: string | undefined;
  readonly doctorId?: string | undefined;
}
export interface Entry extends Names {
  readonly debit: Account;
  readonly credit: Account;
  /** Fen, more than 0. */
  readonly amount: number;
  /** Value day: the channel's where it tells one. */
  readonly day: string;
}
type Line = readonly [debit: Account, credit: Account, amount: number];
type Entries = readonly Entry[];

/** Where the money of a means is until it has come. */
const clearing = {
  wechat: '1031',
  'pooled-fund': '1041',
  'personal-account': '1042',
  'family-aid': '1043',
  other: '1044',
} as const satisfies Record<Method, Account>;
const income = { registration: '4010', prescription: '4020' } as const satisfies Record<Business, Account>;

/** What is 0 is not booked, what is negative the other way round. */
const book = (day: string, names: Names, ...lines: readonly Line[]): Entries =>
  lines.flatMap(([debit, credit, amount]) => {
    if (amount === 0) return [];
    const [to, from] = amount > 0 ? [debit, credit] : [credit, debit];
    return [{ debit: to, credit: from, amount: Math.abs(amount), day, ...names }];
  });
const back = ({ debit, credit, ...entry }: Entry): Entry => ({ ...entry, debit: credit, credit: debit });

type Of<T extends LedgerEvent['type']> = StoredOf<LedgerEvent, T>;
const aboutRefund = ({
  paymentId,
  refundId,
  patientId,
  business,
  subjectId,
  departmentId,
  doctorId,
}: Names): Names => ({
  ...{ paymentId, refundId, patientId, business, subjectId, departmentId, doctorId },
});

/** The service is done: what was paid for it is earned. What cost nothing has no payment. */
const earned = (business: Business, amount: number, { day, ...names }: Names & { readonly day: string }): Entries =>
  names.paymentId ? book(day, { ...names, business }, ['2010', income[business], amount]) : [];

/** Of the money that came and went on the channel's account; what nobody knows is booked by its difference. */
const moved: { readonly [K in Movements['kind']]: readonly [debit: Account, credit: Account] | null } = {
  pay: ['1021', '1031'],
  refund: ['1021', '1031'],
  'refund-closed': ['1021', '1031'],
  fee: ['1021', '5010'],
  'fee-back': ['1021', '5010'],
  withdrawal: ['1021', '1011'],
  recharge: ['1021', '1011'],
  other: null,
};
const flow = (day: string, movements: readonly Movements[]): Entries =>
  movements.flatMap(({ kind, into, amount }) => {
    const between = moved[kind];
    return between ? book(day, {}, [...between, into ? amount : -amount]) : [];
  });
/** Another system's money lies on the account: it is theirs, and so is what it cost. */
const others = (day: string, { settled, fees }: Foreign): Entries =>
  book(day, {}, ['1031', '2050', settled], ['2050', '5010', Math.round(fees / 1_000)]);

const hex = /^[0-9a-f]{32}$/;
/** An id of ours from its number at the channel, which has no hyphens; of other numbers none. */
const idOf = (number: string): string | undefined =>
  hex.test(number) ? number.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : undefined;

type Difference = About & { readonly differenceId: string; readonly order: string; readonly key: string };
const aboutDifference = ({ differenceId, order, key, line }: Difference): Names => ({
  differenceId,
  paymentId: idOf(order),
  refundId: line === 'refund' ? idOf(key) : undefined,
});
const waiting = (day: string, of: Difference, as: About = of): Entries => entry(day, of, suspended(as));
const decided = (day: string, of: Difference, way: Way, as: About = of): Entries => entry(day, of, entryOf(as, way));
const entry = (day: string, of: Difference, booked: Booked | null): Entries =>
  booked ? book(day, aboutDifference(of), [booked.debit, booked.credit, booked.amount]) : [];
const taken = (entries: Entries): Entries => entries.map(back);

/** Event → entries, by `at`, when it was recorded. */
export const entries: {
  readonly [T in LedgerEvent['type']]?: (data: Of<T>, at: string) => Entries;
} = {
  'payment.tender-succeeded': ({ paymentId, patientId, method, amount, discount, paidAt }) =>
    book(
      chinaDayOf(paidAt),
      { paymentId, patientId },
      [clearing[method], '2010', amount - discount],
      ['4090', '2010', discount],
    ),
  'registration.completed': ({ registrationId, paymentId, amount, doctorId, departmentId, patientId }, at) =>
    earned('registration', amount, {
      ...{ day: chinaDayOf(at), subjectId: registrationId, paymentId, doctorId, departmentId, patientId },
    }),
  'prescription.dispensed': ({ prescriptionId, paymentId, amount, doctorId, departmentId, patientId }, at) =>
    earned('prescription', amount, {
      ...{ day: chinaDayOf(at), subjectId: prescriptionId, paymentId, doctorId, departmentId, patientId },
    }),
  'payment.refund-requested': (e, at) => {
    const names = aboutRefund(e);
    const day = chinaDayOf(at);
    // What the channel has closed is still owed: under another number now.
    if (e.replaces)
      return [
        ...book(day, { ...names, refundId: e.replaces }, ['2020', '2010', e.amount]),
        ...book(day, names, ['2010', '2020', e.amount]),
      ];
    // People grant what was earned already; all else goes back before.
    const from = e.ground === 'granted' && e.business ? income[e.business] : '2010';
    return book(day, names, [from, '2020', e.amount]);
  },
  'payment.refund-found': ({ paymentId, refundId, patientId, method, amount, discount, acceptedAt }) =>
    book(
      chinaDayOf(acceptedAt),
      { paymentId, refundId, patientId },
      ['2010', '2020', amount],
      ['1023', clearing[method], amount - discount],
    ),
  'payment.refund-accepted': e =>
    book(chinaDayOf(e.acceptedAt), aboutRefund(e), ['1023', clearing[e.method], e.amount - e.discount]),
  'payment.refund-succeeded': e =>
    book(
      chinaDayOf(e.refundedAt),
      aboutRefund(e),
      ['2020', '1023', e.amount - e.discount],
      ['2020', '4090', e.discount],
    ),
  'payment.refund-failed': (e, at) => {
    if (e.cause === 'abnormal') return [];
    const left = e.accepted ? e.amount - e.discount : 0;
    return book(
      chinaDayOf(at),
      aboutRefund(e),
      [clearing[e.method], '1023', left],
      // Nobody here asked for it, so nobody is owed it.
      ['2020', '2010', e.ground ? 0 : e.amount],
    );
  },
  'payment.refund-diverted': e =>
    book(chinaDayOf(e.divertedAt), aboutRefund(e), ['1010', '1023', e.amount - e.discount]),
  'payment.refund-transferred': e =>
    book(
      chinaDayOf(e.transferredAt),
      aboutRefund(e),
      ['2020', '1010', e.amount - e.discount],
      ['2020', '4090', e.discount],
    ),
  'reconciliation.trade-imported': ({ day, foreign, before }) => [
    ...(before ? taken(others(day, before)) : []),
    ...others(day, foreign),
  ],
  'reconciliation.flow-imported': ({ day, moved: movements, before }) => [
    ...taken(flow(day, before)),
    ...flow(day, movements),
  ],
  'difference.opened': (e, at) => {
    const was = e.before && { ...e, ...e.before };
    return [
      ...(was ? taken([...waiting(chinaDayOf(at), e, was), ...decided(chinaDayOf(at), e, was.way, was)]) : []),
      ...waiting(e.day, e),
    ];
  },
  'difference.changed': (e, at) => [
    ...taken(waiting(chinaDayOf(at), e, { ...e, ...e.before })),
    ...waiting(chinaDayOf(at), e),
  ],
  'difference.resolved': (e, at) => decided(chinaDayOf(at), e, e.way),
  'difference.healed': (e, at) =>
    taken([...waiting(chinaDayOf(at), e), ...(e.way ? decided(chinaDayOf(at), e, e.way) : [])]),
};

/** The entries of any event; none of one that moves no money. */
export const entriesOf = (event: { readonly type: string; readonly data: unknown }, at: string): Entries => {
  const table: Readonly<Record<string, ((data: never, at: string) => Entries) | undefined>> = entries;
  return Object.hasOwn(entries, event.type) ? (table[event.type]?.(event.data as never, at) ?? []) : [];
};
