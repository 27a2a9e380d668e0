/** Accounts and balances of the ledger, as finance writes them. */
import type { Account } from '@yunzhen/contracts/ledger/accounts';
import { accountWords, eventWords } from '@yunzhen/contracts/ledger/text.zh';
import { money } from './format.ts';

export const accountName = (account: Account): string => `${account} ${accountWords[account]}`;
export const eventName = (event: string): string => eventWords[event] ?? event;
/** @param fen above 0 on the debit side */
export const balanceWords = (fen: number): string =>
  fen === 0 ? '平' : `${fen > 0 ? '借' : '贷'} ${money(Math.abs(fen))}`;
