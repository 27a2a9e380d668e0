/** The ledger of one payment against books that are kept here in another way: after every event, whatever happened. */
import { expect, test } from '@jest/globals';
import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { type Entry, entriesOf } from '@yunzhen/contracts/ledger/entries';
import { methods } from '@yunzhen/contracts/payment/bill';
import type { PaymentEvent } from '@yunzhen/contracts/payment/payment';
import type { PrescriptionEvent } from '@yunzhen/contracts/prescription/prescription';
import fc from 'fast-check';
import { idOf } from '../testing/harness.ts';
import { ids } from '../testing/visit.ts';
import type { Command } from './command.ts';
import { play, type Story, story } from './testing/story.ts';

const at = '2026-03-02T02:00:00.000Z';
type Event = PaymentEvent | Extract<PrescriptionEvent, { type: 'prescription.dispensed' }>;

/** Whether the drugs of a line were handed out: those are given back when a person grants it, all others at once. */
const isServed = (subjectId: string): boolean => subjectId.endsWith('1');
const canBe = (command: Command): boolean =>
  command.type === 'give-back'
    ? !isServed(command.subjectId)
    : command.type !== 'ask-refund' || isServed(command.subjectId);

/** With the drugs handed out as soon as they are paid. */
const happened = ({ billed, commands }: Story): readonly Event[] =>
  play({ billed, commands: commands.filter(canBe) }).flatMap((event): Event[] => {
    if (event.type !== 'payment.line-paid' || !isServed(event.data.subjectId)) return [event];
    const {
      subjectId: prescriptionId,
      paymentId,
      patientId,
      visitPersonId,
      departmentId,
      doctorId,
      amount,
    } = event.data;
    const belongs = {
      prescriptionId,
      consultationId: idOf(91),
      patientId,
      visitPersonId,
      departmentId,
      doctorId,
    };
    return [
      event,
      { type: 'prescription.dispensed', data: { ...belongs, paymentId, amount, pharmacistId: ids.doctor } },
    ];
  });

const balance = (entries: readonly Entry[], of: (entry: Entry) => boolean, ...accounts: Account[]): number =>
  entries.reduce((sum, entry) => {
    if (!of(entry)) return sum;
    return (
      sum + (accounts.includes(entry.debit) ? entry.amount : 0) - (accounts.includes(entry.credit) ? entry.amount : 0)
    );
  }, 0);

/** What each refund is: owed until it is over, on its way while it has left and not arrived. */
const refundsOf = (events: readonly Event[]) => {
  const refunds = new Map<
    string,
    { owed: number; under: number; gone: number; bank: number; from: 'paid' | 'earned' }
  >();
  for (const { type, data } of events) {
    if (type === 'payment.refund-requested') {
      if (data.replaces) refunds.set(data.replaces, { owed: 0, under: 0, gone: 0, bank: 0, from: 'paid' });
      const from = data.ground === 'granted' ? 'earned' : 'paid';
      refunds.set(data.refundId, { owed: data.amount, under: 0, gone: 0, bank: 0, from });
    }
    if (type === 'payment.refund-found')
      refunds.set(data.refundId, { owed: data.amount, under: data.amount, gone: data.amount, bank: 0, from: 'paid' });
    const known = 'refundId' in data ? refunds.get(data.refundId) : undefined;
    if (!known) continue;
    if (type === 'payment.refund-accepted') Object.assign(known, { under: data.amount, gone: data.amount });
    if (type === 'payment.refund-succeeded') Object.assign(known, { owed: 0, under: 0 });
    if (type === 'payment.refund-diverted') Object.assign(known, { under: 0, bank: data.amount });
    if (type === 'payment.refund-transferred') Object.assign(known, { owed: 0, bank: 0 });
    if (type === 'payment.refund-failed' && data.cause === 'closed')
      Object.assign(known, { under: 0, gone: 0, owed: data.ground ? data.amount : 0 });
  }
  return refunds;
};
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);
const all = () => true;

test('[O1.4] whatever happens to a payment, each account holds what is so', () => {
  let [earned, closed] = [0, 0];
  fc.assert(
    fc.property(story, told => {
      const events = happened(told);
      const booked: Entry[] = [];
      for (const [index, event] of events.entries()) {
        booked.push(...entriesOf(event, at));
        const past = events.slice(0, index + 1);
        for (const { amount, debit, credit } of booked) {
          expect(amount).toBeGreaterThan(0);
          expect(debit).not.toBe(credit);
        }
        const refunds = refundsOf(past);
        for (const [refundId, { owed, under }] of refunds) {
          const ofIt = (entry: Entry) => entry.refundId === refundId;
          expect(0 - balance(booked, ofIt, '2020')).toBe(owed);
          expect(balance(booked, ofIt, '1023')).toBe(under);
        }
        const paid = sum(past.map(({ type, data }) => (type === 'payment.tender-succeeded' ? data.amount : 0)));
        const served = sum(past.map(({ type, data }) => (type === 'prescription.dispensed' ? data.amount : 0)));
        const asked = (from: 'paid' | 'earned') =>
          sum(
            past.flatMap(({ type, data }) => {
              if (type === 'payment.refund-requested' && !data.replaces)
                return [(data.ground === 'granted' ? 'earned' : 'paid') === from ? data.amount : 0];
              if (type === 'payment.refund-found' && from === 'paid') return [data.amount];
              return type === 'payment.refund-failed' && data.cause === 'closed' && !data.ground && from === 'paid'
                ? [-data.amount]
                : [];
            }),
          );
        expect(0 - balance(booked, all, '2010')).toBe(paid - served - asked('paid'));
        expect(0 - balance(booked, all, '4020')).toBe(served - asked('earned'));
        const gone = sum([...refunds.values()].map(refund => refund.gone));
        expect(balance(booked, all, '1031', '1041', '1042', '1043', '1044')).toBe(paid - gone);
        expect(balance(booked, all, '1010')).toBe(sum([...refunds.values()].map(refund => refund.bank)));
        if (!past.some(({ type }) => type === 'payment.refund-found')) {
          expect(0 - balance(booked, all, '2010')).toBeGreaterThanOrEqual(0);
          expect(0 - balance(booked, all, '4020')).toBeGreaterThanOrEqual(0);
        }
      }
      if (balance(booked, all, '4020') < 0) earned++;
      if (events.some(({ type, data }) => type === 'payment.refund-failed' && data.cause === 'closed')) closed++;
    }),
    { numRuns: 150 },
  );
  expect(Math.min(earned, closed)).toBeGreaterThan(0);
});

test('[O1.4] no entry names a drug or a person by name', () =>
  fc.assert(
    fc.property(story, told => {
      const names = [
        'paymentId',
        'refundId',
        'differenceId',
        'patientId',
        'business',
        'subjectId',
        'departmentId',
        'doctorId',
      ];
      const rest = ['debit', 'credit', 'amount', 'day'];
      for (const event of happened(told))
        for (const entry of entriesOf(event, at))
          expect(Object.keys(entry).filter(key => ![...names, ...rest].includes(key))).toEqual([]);
    }),
    { numRuns: 20 },
  ));

test('[O1.4] what a coupon paid is taken off income, and comes back with its refund', () => {
  const method = methods[0];
  const whose = { paymentId: idOf(92), patientId: ids.patient };
  const back = { ...whose, refundId: idOf(93), method, amount: 1_000, discount: 100, channelRefundId: '5' };
  const why = { total: 1_000, ground: 'declined', reason: '支付金额与应付金额不一致', askAt: at } as const;
  const { discount: _, channelRefundId: __, ...refund } = back;
  const events: PaymentEvent[] = [
    {
      type: 'payment.tender-succeeded',
      data: { ...whose, method, asked: 1_000, transactionId: 't', amount: 1_000, discount: 100, paidAt: at },
    },
    { type: 'payment.refund-requested', data: { ...refund, ...why } },
    { type: 'payment.refund-accepted', data: { ...back, acceptedAt: at } },
    { type: 'payment.refund-succeeded', data: { ...back, refundedAt: at } },
  ];
  const [paid = [], ...others] = events.map(event => entriesOf(event, at));
  expect(paid.map(({ debit, credit, amount }) => [debit, credit, amount])).toEqual([
    ['1031', '2010', 900],
    ['4090', '2010', 100],
  ]);
  const booked = [...paid, ...others.flat()];
  for (const account of ['1031', '1023', '2010', '2020', '4090'] as const)
    expect(balance(booked, all, account)).toBe(0);
});
