import { type LineKind, type Outcome, outcomes } from '@yunzhen/contracts/reconciliation/kinds';
import type { ReconciliationRow } from '@yunzhen/contracts/reconciliation/row';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import styles from '../../parts/parts.module.css';
import { money } from '../../words/format.ts';
import { movementWords, outcomeWords } from '../../words/states.ts';
import type { Asked } from './lines.tsx';

interface Term {
  readonly label: string;
  readonly amount: number;
  readonly lines?: Omit<Asked, 'day'>;
}

/** 渠道 = 平台 − 跨日转出 + 跨日转入 + Σ 差异: an identity, whatever the day was. */
const termsOf = ({ result, trade }: ReconciliationRow, line: 'pay' | 'refund'): readonly Term[] => {
  if (!result) return [];
  const name = line === 'pay' ? 'paid' : 'refunded';
  const sign = line === 'pay' ? 1 : -1;
  const gaps = result.terms
    .filter(term => term.line === line && term.gap !== 0)
    .map(({ outcome, count, gap }) => ({ label: `${outcomeWords[outcome]} ${count} 笔`, amount: sign * gap }));
  return [
    { label: '平台', amount: result.platform[name].amount, lines: { book: 'platform', line } },
    ...[
      { label: '跨日转出', amount: -result.movedOut[name] },
      { label: '跨日转入', amount: result.movedIn[name] },
      { label: '重复行跨日', amount: result.movedRows[name] },
    ].filter(({ amount }) => amount !== 0),
    ...gaps,
    { label: '＝ 渠道', amount: trade?.[name].amount ?? 0, lines: { book: 'trade', line } },
  ];
};
const lineOf: Readonly<Record<string, LineKind>> = {
  pay: 'pay',
  fee: 'pay',
  refund: 'refund',
  'fee-back': 'refund',
  'refund-closed': 'refund',
};
/** 期初结余 + Σ 收入 − Σ 支出 = 期末结余, by what moved. */
const flowOf = ({ flow }: ReconciliationRow): readonly Term[] =>
  flow
    ? [
        { label: '期初结余', amount: flow.opening },
        ...flow.moved.map(({ kind, into, ours, count, amount }) => ({
          label: `${movementWords[kind]}${ours ? '' : '（非本系统）'} ${count} 笔`,
          amount: into ? amount : -amount,
          lines: {
            book: 'fund-flow' as const,
            line: lineOf[kind] ?? ('other' as const),
            part: kind === 'pay' || kind === 'refund' ? 'main' : kind,
            ours,
          },
        })),
        { label: '＝ 期末结余', amount: flow.closing },
      ]
    : [];

const Equation = ({
  title,
  of,
  onLines,
}: {
  title: string;
  of: readonly Term[];
  onLines: (lines: Omit<Asked, 'day'>) => void;
}) => (
  <table className={styles.lines} aria-label={title}>
    <thead>
      <tr>
        <th scope="col">{title}</th>
        <th scope="col">金额</th>
      </tr>
    </thead>
    <tbody>
      {of.map(({ label, amount, lines }) => (
        <tr key={label}>
          <td>{label}</td>
          <td>
            {lines ? (
              <button
                type="button"
                onClick={() => onLines(lines)}
                aria-label={`${title} ${label} ${money(amount)}，看明细`}
              >
                {money(amount)}
              </button>
            ) : (
              money(amount)
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** How many of the day's payments and refunds are what; all of them, each once. */
const Counts = ({ terms }: NonNullable<ReconciliationRow['result']>) => {
  const of = (outcome: Outcome, line: LineKind): number =>
    terms.find(term => term.outcome === outcome && term.line === line)?.count ?? 0;
  const named = outcomes.filter(outcome => terms.some(term => term.outcome === outcome && term.count > 0));
  return (
    <table className={styles.lines} aria-label="笔数">
      <thead>
        <tr>
          <th scope="col">笔数</th>
          <th scope="col">收款</th>
          <th scope="col">退款</th>
          <th scope="col">其他</th>
        </tr>
      </thead>
      <tbody>
        {named.map(outcome => (
          <tr key={outcome}>
            <td>{outcomeWords[outcome]}</td>
            <td>{of(outcome, 'pay')}</td>
            <td>{of(outcome, 'refund')}</td>
            <td>{of(outcome, 'other') + of(outcome, 'fee')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The day's equations; each number of a book opens its rows. */
export const Equations = ({ of, onLines }: { of: ReconciliationRow; onLines: (lines: Omit<Asked, 'day'>) => void }) => (
  <Card title="等式">
    {of.result ? (
      <>
        <Equation title="收款" of={termsOf(of, 'pay')} onLines={onLines} />
        <Equation title="退款" of={termsOf(of, 'refund')} onLines={onLines} />
        <Equation title="到账" of={flowOf(of)} onLines={onLines} />
        <Counts {...of.result} />
      </>
    ) : (
      <EmptyState title="还没有对过账">账单到齐后自动对账。</EmptyState>
    )}
  </Card>
);
