/** The ledger, as its own table makes it of the events, against what must hold of its accounts after each of them. */
import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { type Entry, entriesOf } from '@yunzhen/contracts/ledger/entries';
import type { RecordedEvent } from '@yunzhen/platform/eventstore';
import type { Wrong } from './wrong.ts';

/** Accounts that hold something of one payment or refund, and on which side it stands. */
const held: Readonly<Partial<Record<Account, readonly [of: 'paymentId' | 'refundId', sign: 1 | -1]>>> = {
  '2010': ['paymentId', -1],
  '2020': ['refundId', -1],
  '1023': ['refundId', 1],
};

export const ledger = (wrong: Wrong) => {
  const balances = new Map<string, number>();
  /** Payments of which somebody gave money back at the channel: what they earn may be more than what is left. */
  const byHand = new Set<string>();
  const add = (key: string, amount: number): number => {
    const balance = (balances.get(key) ?? 0) + amount;
    balances.set(key, balance);
    return balance;
  };
  const side = (account: Account, amount: number, entry: Entry): void => {
    add(account, amount);
    const [of, sign] = held[account] ?? [];
    if (!of || !sign) return;
    const id = entry[of];
    const left = sign * add(`${account} ${id}`, amount);
    if (left < 0 && !byHand.has(entry.paymentId ?? ''))
      wrong('ledger', `${account} of ${of} ${id} stands at ${left} fen`);
  };
  return {
    /** Fen, of an account or of one payment or refund on it; a debit is above 0. */
    balance: (account: Account, id?: string): number => balances.get(id ? `${account} ${id}` : account) ?? 0,
    take: ({ type, data, metadata }: RecordedEvent): void => {
      const { paymentId } = data as { paymentId?: string };
      if (type === 'payment.refund-found' && paymentId) byHand.add(paymentId);
      for (const entry of entriesOf({ type, data }, String(metadata.at))) {
        const { debit, credit, amount } = entry;
        if (!(Number.isInteger(amount) && amount > 0) || debit === credit)
          wrong('ledger', `${type} books ${amount} fen from ${credit} to ${debit}`);
        // All that one event does to an account is seen at its end: what is asked for again stands on both sides in between.
        side(credit, -amount, entry);
        side(debit, amount, entry);
      }
    },
  };
};
