/** Why a statement is not taken. Names line and column, never a value: rows name people. */
import type { StatementFault } from '@yunzhen/contracts/reconciliation/statement';

/** The file cannot be what the channel issued: nothing of it is imported. */
export class StatementBroken extends Error {
  override readonly name = 'StatementBroken';
  readonly fault: StatementFault;
  /** Counted from 1; 0 where the fault is in no line. */
  readonly line: number;
  /** The column or sum it is about; empty where there is none. */
  readonly column: string;
  constructor(fault: StatementFault, line: number, column = '') {
    super(`line ${line}: ${fault} ${column}`.trim());
    this.fault = fault;
    this.line = line;
    this.column = column;
  }
}
