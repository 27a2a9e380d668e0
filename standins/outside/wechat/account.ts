/** The merchant's money at WeChat: every movement with the balance after it, and the fee. Amounts in fen. */
import type { Movement } from './books.ts';
import type { Context } from './context.ts';

/** 0.60%, rounded half up to the fen. */
export const feeOf = (amount: number): number => Math.round((amount * 6) / 1000);
export const feeRate = '0.60%';

/** Call inside a write. */
export const move = ({ books, now }: Context, movement: Omit<Movement, 'at' | 'balance'>): void => {
  if (movement.amount === 0) return;
  const [last] = books.movements.getRange({ reverse: true, limit: 1 });
  const balance = (last?.value.balance ?? 0) + movement.amount;
  books.movements.putSync(books.next(), { ...movement, at: now(), balance });
};
