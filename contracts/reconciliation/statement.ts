/** Statements of a channel: what it says it took, gave back and paid out on a day. */

/** Why a file is not taken. */
export const statementFaults = [
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
