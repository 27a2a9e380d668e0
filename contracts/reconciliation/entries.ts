/** What a way out of a difference books, from accounts of the ledger. No zod: screens show it before it is booked. */
import type { Account } from '../ledger/accounts.ts';
import { type DifferenceKind, handling, type LineKind, type Way, ways } from './kinds.ts';

export interface Booked {
  readonly debit: Account;
  readonly credit: Account;
  /** Fen, more than 0. */
  readonly amount: number;
}
export interface About {
  readonly kind: DifferenceKind;
  readonly line: LineKind;
  /** Fen: what is outside more than ours. */
  readonly effect: number;
}

const move = (debit: Account, credit: Account, amount: number): Booked => ({ debit, credit, amount: Math.abs(amount) });

/** 长款 and 短款 wait on accounts of their own from the moment they are found; null where nothing waits. */
export const suspended = ({ kind, line, effect }: About): Booked | null => {
  if (!handling[kind].suspense || effect === 0) return null;
  // A movement nobody knows has changed the account itself; all else has not been settled yet.
  const settles = line === 'other' ? '1021' : '1031';
  return effect > 0 ? move(settles, '2030', effect) : move('1051', settles, effect);
};

const surplus: Partial<Record<Way, readonly [debit: Account, credit: Account]>> = {
  income: ['2030', '4099'],
  repaid: ['2030', '1031'],
};
const shortage: Partial<Record<Way, readonly [debit: Account, credit: Account]>> = {
  found: ['1031', '1051'],
  undo: ['2010', '1051'],
  loss: ['5020', '1051'],
};
/** Of what we booked and the channel does not know. */
const unheard: Readonly<Record<'pay' | 'refund', Partial<Record<Way, readonly [debit: Account, credit: Account]>>>> = {
  pay: { undo: ['2010', '1031'], loss: ['5020', '1031'] },
  // The patient is still owed it.
  refund: { undo: ['1031', '2020'] },
};
const unsettled: typeof shortage = { loss: ['5020', '1031'] };

const booked = ({ kind, line, effect }: About): typeof shortage => {
  if (effect === 0) return {};
  if (handling[kind].suspense) return effect > 0 ? surplus : shortage;
  if (kind === 'platform-only' && (line === 'pay' || line === 'refund')) return unheard[line];
  return kind === 'arrival-missing' && effect < 0 ? unsettled : {};
};

/** The entry of a way out; null: it books nothing. */
export const entryOf = (about: About, way: Way): Booked | null => {
  const accounts = booked(about)[way];
  return accounts ? move(...accounts, about.effect) : null;
};

/** Ways that book something, those that need nothing booked, and carrying where it may be carried at all. */
export const waysOf = (about: About): readonly Way[] => {
  const money = booked(about);
  return ways.filter(way => {
    if (way === 'explained') return Object.keys(money).length === 0;
    return way === 'carry' ? handling[about.kind].carries > 0 : way in money;
  });
};

/** Whether a second person has to approve it: whatever books, and kinds that always do. */
export const needsApproval = (about: About, way: Way): boolean =>
  handling[about.kind].people > 1 || entryOf(about, way) !== null;
