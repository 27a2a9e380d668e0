/** Statements of a channel: what it says it took, gave back and moved on a day. No zod: screens import it. */

/** 交易账单 and 资金账单. */
export const statements = ['trade', 'fund-flow'] as const;
export type Statement = (typeof statements)[number];

export const statementSources = ['channel', 'upload'] as const;
export type StatementSource = (typeof statementSources)[number];

/** Why a file is not taken. */
export const statementFaults = [
  'empty',
  'hash',
  'gzip',
  'encoding',
  'header',
  'columns',
  'text',
  'amount',
  'time',
  'day',
  'state',
  'currency',
  'merchant',
  'summary',
  'after-summary',
  'balance',
] as const;
export type StatementFault = (typeof statementFaults)[number];

/** What a movement on the account is. A word of the channel's that is not known is `other`, never an error. */
export const movements = [
  'pay',
  'refund',
  'refund-closed',
  'fee',
  'fee-back',
  'withdrawal',
  'recharge',
  'other',
] as const;
export type Movement = (typeof movements)[number];
