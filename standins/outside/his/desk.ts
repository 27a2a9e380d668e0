/** What the hospital does with what arrives. Everything is idempotent by the sender's number. */
import type { Fault } from '../faults.ts';
import type { Booking, Books, Contents, Entry, Kind } from './books.ts';
import { HisError } from './errors.ts';
import { chargeOf, failure, rules, shelve, slotOf } from './rules.ts';
import type { Outcome, Status } from './wire.ts';

export const outcomeOf = ({ failed, hisNumber, status, amount, at }: Booking): Outcome =>
  failed ?? { result: 'succeeded', hisNumber, status, amount, at: new Date(at).toISOString() };

const first: { readonly [K in Kind]: Status } = {
  registration: 'registered',
  prescription: 'received',
  charge: 'charged',
  refund: 'refunded',
};
const letters: { readonly [K in Kind]: string } = {
  registration: 'GH',
  prescription: 'CF',
  charge: 'SF',
  refund: 'TF',
};

/** Kinds of trouble only this system knows: says no, books twice, books another amount. */
export const hisFaults = ['fail', 'double', 'misbook'] as const;
const told = (fault: Fault | undefined) => (fault?.kind === 'fail' ? failure('refused', fault.message) : undefined);

/** Takes one thing under the sender's number; the same again is answered as before, another is refused with 409. */
export const receive = <K extends Kind>(
  books: Books,
  now: number,
  { kind, number, content }: { readonly kind: K; readonly number: string; readonly content: Contents[K] },
  fault?: Fault,
): Promise<Outcome> =>
  books.write(() => {
    const known = books.find(kind, number);
    const asked = JSON.stringify(content);
    if (known && known.asked !== asked) throw new HisError(409, 'number-used', 'the number stands for something else');
    if (known) return outcomeOf(known);
    const failed = told(fault) ?? rules[kind].refusal(books, content);
    const book = (): Entry<K> => ({
      ...{ kind, number, asked, content, at: now, status: first[kind] },
      hisNumber: `${letters[kind]}${books.next().toString().padStart(10, '0')}`,
      amount: content.amount + (fault?.kind === 'misbook' ? fault.delta : 0),
      ...(failed && { failed }),
    });
    const entry = book();
    books.keep(entry);
    if (!failed) rules[kind].effect(books, content, number);
    if (!failed && fault?.kind === 'double') books.keep(book(), `${number} again`);
    return outcomeOf(entry);
  });

/** Cancels what was registered or received; again changes nothing. */
export const cancel = (
  books: Books,
  kind: 'registration' | 'prescription',
  number: string,
  fault?: Fault,
): Promise<Outcome> =>
  books.write(() => {
    const refused = told(fault);
    if (refused) return refused;
    const entry = books.find(kind, number);
    if (!entry || entry.failed) return failure('unknown-subject', '单据不存在');
    if (entry.status === 'cancelled') return outcomeOf(entry);
    if (entry.status === 'dispensed') return failure('already-dispensed', '药品已发放，不能取消');
    const cancelled = { ...entry, status: 'cancelled' } as const;
    books.keep(cancelled);
    if ('lines' in entry.content) shelve(books, entry.content, 1);
    else books.held.removeSync(slotOf(entry.content));
    return outcomeOf(cancelled);
  });

/** Hands the drugs of a charged prescription out; again changes nothing. */
export const dispense = (books: Books, number: string, fault?: Fault): Promise<Outcome> =>
  books.write(() => {
    const refused = told(fault);
    if (refused) return refused;
    const entry = books.find('prescription', number);
    if (!entry || entry.failed) return failure('unknown-subject', '处方不存在');
    if (entry.status === 'cancelled') return failure('subject-cancelled', '处方已取消');
    if (!books.held.doesExist(chargeOf(number))) return failure('not-charged', '处方尚未收费');
    const dispensed = { ...entry, status: 'dispensed' } as const;
    books.keep(dispensed);
    return outcomeOf(dispensed);
  });

/** Loses a charge as if it had never arrived: what reconciliation must find. */
export const loseCharge = (books: Books, number: string): Promise<void> =>
  books.write(() => {
    const charge = books.find('charge', number);
    if (!charge) throw new HisError(404, 'unknown-charge', 'no charge has that number');
    books.forget('charge', number);
    books.held.removeSync(chargeOf(charge.content.subject));
  });
