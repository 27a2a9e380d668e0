import type { StatementFault } from '@yunzhen/contracts/reconciliation/statement';
import { statementFaultWords } from '../../words/states.ts';

/** Where and why a file was not taken. */
export const brokenWords = (of: {
  readonly fault: StatementFault | null;
  readonly line: number | null;
  readonly column: string | null;
}): string => {
  const where = of.line ? `第 ${of.line} 行${of.column ? `（${of.column}）` : ''}：` : '';
  return `没有导入。${where}${of.fault ? statementFaultWords[of.fault] : ''}`;
};
