/** The books in ClickHouse: lines of statements as they were imported, and ours, which the projections write. Never any personal data. */
import { importsTable, ledgers, linesTable } from '@yunzhen/contracts/reconciliation/books';
import { factTable } from '@yunzhen/contracts/statistics/facts';
import type { FlowRow } from '../statements/fund-flow.ts';
import type { TradeRow } from '../statements/trade.ts';

/** In this order they are written; `ledger` 2: trade statement, 3: fund flow. Amounts in fen, fees in units of 0.00001 yuan. */
export const lineColumns = [
  'day',
  'ledger',
  'line',
  'part',
  'key',
  'ord',
  'tx',
  'amount',
  'settle',
  'fee',
  'balance',
  'word',
  'at',
  'ours',
  'import',
  'number',
] as const;

export const createTables = [
  `CREATE TABLE IF NOT EXISTS ${linesTable} (
     day Date, ledger UInt8, line LowCardinality(String), part LowCardinality(String), key String, ord String, tx String,
     amount Int64, settle Int64, fee Int64, balance Int64, word LowCardinality(String), at DateTime('UTC'), ours UInt8,
     import UUID, number UInt32, INDEX by_key key TYPE bloom_filter GRANULARITY 4, INDEX by_order ord TYPE bloom_filter GRANULARITY 4
   ) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (day, ledger, number)`,
  `CREATE TABLE IF NOT EXISTS ${importsTable} (
     ledger UInt8, day Date, import UUID, version UInt64
   ) ENGINE = ReplacingMergeTree(version) ORDER BY (ledger, day)`,
] as const;

type Cell = string | number;

const clickhouseTime = (iso: string): string => iso.slice(0, 19).replace('T', ' ');

export const tradeLine = (row: TradeRow & { readonly line: number }, importId: string): readonly Cell[] => [
  ...[row.day, ledgers.trade, row.kind, 'main', row.key, row.order, row.tx, row.amount, row.settle, row.fee, 0, ''],
  ...[clickhouseTime(row.at), row.ours ? 1 : 0, importId, row.line],
];

/** Which payment or refund a movement belongs to: those that belong to none are found by the channel's own number. */
const placeOf = ({
  kind,
  key,
  tx,
}: FlowRow): { readonly line: string; readonly part: string; readonly key: string } => {
  switch (kind) {
    case 'pay':
    case 'refund':
      return { line: kind, part: 'main', key };
    case 'refund-closed':
      return { line: 'refund', part: kind, key };
    case 'fee':
      return { line: 'pay', part: kind, key };
    case 'fee-back':
      return { line: 'refund', part: kind, key };
    default:
      return { line: 'other', part: kind, key: tx };
  }
};

export const flowLine = (row: FlowRow & { readonly line: number }, importId: string): readonly Cell[] => {
  const { line, part, key } = placeOf(row);
  const isFee = part === 'fee' || part === 'fee-back';
  const into = row.into ? row.amount : -row.amount;
  // A refund is counted as what goes out, everything else as what comes in; a fee as what it costs.
  const settle = isFee ? 0 : line === 'refund' ? -into : into;
  const fee = isFee ? -into * 1_000 : 0;
  return [
    ...[row.day, ledgers['fund-flow'], line, part, key, '', row.tx, row.amount, settle, fee, row.balance, row.word],
    ...[clickhouseTime(row.at), row.ours ? 1 : 0, importId, row.line],
  ];
};

/** Our payments and refunds, one row for each event of theirs. */
export const ourTable = (): string => factTable('books');
