/** The merchant's money at WeChat: every movement with the balance after it, and the fee. Amounts in fen. */
import type { Movement } from './books.ts';
import type { Context } from './context.ts';

/** 0.60%, rounded half up to the fen. */
export const feeOf = (amount: number): number => Math.round((amount * 6) / 1000);
export const feeRate = '0.60%';

/** What goes back in cash of a part of a payment: as much of it as was paid in cash, rounded half up; all parts together give back all cash. */
export const cashOf = (
  { amount, discount }: { readonly amount: number; readonly discount: number },
  goneBefore: number,
  part: number,
): number => {
  const upTo = (asked: number) => Math.round((asked * (amount - discount)) / amount);
  return upTo(goneBefore + part) - upTo(goneBefore);
};

/** Fen on the basic account. */
export const balanceOf = ({ books }: Pick<Context, 'books'>): number => {
  const [last] = books.movements.getRange({ reverse: true, limit: 1 });
  return last?.value.balance ?? 0;
};

/** Call inside a write. */
export const move = ({ books, now }: Context, movement: Omit<Movement, 'at' | 'balance'>): void => {
  if (movement.amount === 0) return;
  const balance = balanceOf({ books }) + movement.amount;
  books.movements.putSync(books.next(), { ...movement, at: now(), balance });
};
