/** Our side of the books in ClickHouse: a row for each event of a payment or a refund; read by the matching. */

/** What a row says of its payment or refund; the highest of all its rows counts. `item`: one thing that was paid for, no line of the books. */
export const bookRanks = { item: 0, waiting: 1, accepted: 3, abnormal: 4, closed: 5, done: 6 } as const;

export const bookColumns = {
  line: 'LowCardinality(String)',
  /** The number at the channel. */
  key: 'String',
  /** The payment's. */
  ord: 'String',
  business: 'LowCardinality(String)',
  /** What was paid for, of an item and of a refund that names one. */
  subject: 'String',
  amount: 'Int64',
  rank: 'UInt8',
  /** Whether money moved by it, as far as we know. */
  final: 'UInt8',
  /** Whether all of it goes back because it does not count: paid too late, twice, or another amount. */
  declined: 'UInt8',
  /** The channel's day of the payment, or of the refund's acceptance. */
  day: 'Date',
} as const;
export interface BookRow {
  readonly line: 'pay' | 'refund';
  readonly key: string;
  readonly ord: string;
  readonly business: string;
  readonly subject: string;
  readonly amount: number;
  readonly rank: number;
  readonly final: 0 | 1;
  readonly declined: 0 | 1;
  readonly day: string;
}

/** Lines of statements and which import of a day counts; written by the imports, read by the matching and by the read API. */
const version = 1;
export const linesTable = `statement_lines_v${version}`;
export const importsTable = `statement_imports_v${version}`;
/** As `ledger` in those tables. */
export const ledgers = { trade: 2, 'fund-flow': 3 } as const;
