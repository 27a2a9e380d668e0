/** 会计科目: the accounts of the ledger, and by what the open items of each are told apart. No zod: screens import it. */

/** What an open item of an account belongs to: it should come to nothing by itself. `day`: one value day. */
export const items = ['payment', 'refund', 'difference', 'day'] as const;
export type Item = (typeof items)[number];

interface Kind {
  /** On which side its balance stands. */
  readonly normal: 'debit' | 'credit';
  readonly class: 'asset' | 'liability' | 'equity' | 'income' | 'expense';
  /** Present on accounts in between: whatever stands there waits for something. */
  readonly item?: Item;
  /** Days after which what stands there is late. */
  readonly lateAfter?: number;
}

/** By number; words for people are in text.zh.ts. */
export const accounts = {
  /** The hospital's bank account. */
  '1010': { normal: 'debit', class: 'asset' },
  /** Withdrawn from the channel or paid in to it, and not on a bank statement yet. */
  '1011': { normal: 'debit', class: 'asset', item: 'day', lateAfter: 3 },
  /** The account at WeChat Pay. */
  '1021': { normal: 'debit', class: 'asset' },
  /** Refunds that have left and not arrived. */
  '1023': { normal: 'debit', class: 'asset', item: 'refund', lateAfter: 7 },
  /** What the channel has told of, until its fund flow says so too. */
  '1031': { normal: 'debit', class: 'asset', item: 'day', lateAfter: 2 },
  /** Insurance: pooled fund, personal account, family mutual aid, other. */
  '1041': { normal: 'debit', class: 'asset', item: 'day', lateAfter: 60 },
  '1042': { normal: 'debit', class: 'asset', item: 'day', lateAfter: 60 },
  '1043': { normal: 'debit', class: 'asset', item: 'day', lateAfter: 60 },
  '1044': { normal: 'debit', class: 'asset', item: 'day', lateAfter: 60 },
  /** Money that is missing, until somebody has decided. */
  '1051': { normal: 'debit', class: 'asset', item: 'difference', lateAfter: 1 },
  /** Paid by patients for what was not done yet. */
  '2010': { normal: 'credit', class: 'liability', item: 'payment', lateAfter: 3 },
  /** Owed to patients. */
  '2020': { normal: 'credit', class: 'liability', item: 'refund', lateAfter: 1 },
  /** Money too much, until somebody has decided. */
  '2030': { normal: 'credit', class: 'liability', item: 'difference', lateAfter: 1 },
  /** Of other systems that share the merchant number. */
  '2050': { normal: 'credit', class: 'liability' },
  /** What was there before the first entry. */
  '3000': { normal: 'credit', class: 'equity' },
  '4010': { normal: 'credit', class: 'income' },
  '4020': { normal: 'credit', class: 'income' },
  /** What coupons took off, which the channel does not settle. */
  '4090': { normal: 'debit', class: 'income' },
  '4099': { normal: 'credit', class: 'income' },
  '5010': { normal: 'debit', class: 'expense' },
  '5020': { normal: 'debit', class: 'expense' },
} as const satisfies Readonly<Record<string, Kind>>;
export type Account = keyof typeof accounts;
export const accountNumbers = Object.keys(accounts) as readonly Account[];
export const kindOf = (account: Account): Kind => accounts[account];
