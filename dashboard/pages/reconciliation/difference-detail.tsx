import { bookNames, reconciliationQueries } from '@yunzhen/contracts/reconciliation/queries';
import { useQuery } from '../../api/use-query.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Table } from '../../parts/listing/table.tsx';
import { Moment } from '../../parts/moment.tsx';
import styles from '../../parts/parts.module.css';
import { StateTag } from '../../parts/state-tag.tsx';
import { money, shortId } from '../../words/format.ts';
import { differenceStates, lineKindWords, outcomeWords, wayWords } from '../../words/states.ts';
import { DecideDifference } from './decide-difference.tsx';
import { bookWords, lineColumns, lineIdOf } from './lines.tsx';

const steps = {
  opened: '发现差异',
  changed: '重新对账后有变化',
  healed: '重新对账后已核平',
  assigned: '指定责任人',
  noted: '说明',
  asked: '向微信查询',
  resolved: '已处理',
  carried: '结转',
} as const;
const [, ...columns] = lineColumns;
const yuan = (fen: number | null): string => (fen === null ? '没有记录' : money(fen));

/** One difference: the books side by side, what was done, and what can be. */
export const DifferenceDetail = ({ id }: { id: string }) => {
  const asked = useQuery(reconciliationQueries.difference, { differenceId: id });
  return (
    <Answer to={asked} rows={8}>
      {row => (
        <div className={styles.drawer}>
          <Facts
            of={[
              ['状态', <StateTag key="status" of={differenceStates} is={row.status} />],
              ['账日', row.day],
              ['类型', `${outcomeWords[row.kind]}（${lineKindWords[row.line]}）`],
              [
                '对医院资金的影响',
                row.effect === 0 ? '无' : `${row.effect > 0 ? '长款' : '短款'} ${money(Math.abs(row.effect))}`,
              ],
              ['平台', yuan(row.platform)],
              ['渠道', yuan(row.channelSays)],
              ['到账', yuan(row.arrived)],
              ['商户单号', row.key],
              ['支付单号', row.order === row.key ? null : row.order],
              ['责任人', row.ownerId && shortId(row.ownerId)],
              ['处理方式', row.way && wayWords[row.way]],
              ['处理原因', row.reason],
              ['凭证号', row.evidence.join('、')],
            ]}
          />
          <DecideDifference of={row} />
          {bookNames.map(book => {
            const lines = row.lines.filter(line => line.book === book);
            return (
              <Card key={book} title={bookWords[book]}>
                {lines.length === 0 ? (
                  <EmptyState title="这个单号在这里没有记录" />
                ) : (
                  <Table label={bookWords[book]} columns={columns} rows={lines} idOf={lineIdOf} />
                )}
              </Card>
            );
          })}
          <Card title="经过">
            <ul className={styles.diagnoses}>
              {row.history.map(({ at, what, staffId, text }) => (
                <li key={`${at} ${what}`}>
                  <span>
                    {steps[what]} {text}
                  </span>
                  <small>
                    <Moment at={at} /> {staffId && shortId(staffId)}
                  </small>
                </li>
              ))}
            </ul>
          </Card>
        </div>
      )}
    </Answer>
  );
};
