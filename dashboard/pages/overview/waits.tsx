/** Waiting time, median and 90th percentile: by department on the last day with patients, or by day of one department. */
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { duration, nothing, shortDay } from '../../words/format.ts';
import styles from './overview.module.css';
import type { RangeParams } from './range.ts';
import { useWaits } from './use-waits.ts';

export const Waits = ({ params }: { params: RangeParams }) => {
  const asked = useWaits(params);
  return (
    <Card title="候诊时间 · P50 与 P90">
      <Answer to={asked} rows={7}>
        {({ all, rows }) => {
          const last = rows.at(-1)?.day;
          if (!last) return <EmptyState title="这些天没有接诊">有患者被接诊后，候诊时间会显示在这里。</EmptyState>;
          const shown = params.departmentId ? rows.slice(-10) : rows.filter(({ day }) => day === last);
          const most = Math.max(1, ...shown.map(({ p90Seconds }) => p90Seconds));
          return (
            <>
              <p className={styles.headline} title="从班次开始或挂号（以后者为准）到医生接诊">
                一半患者在 <strong>{duration(all.p50Seconds)}</strong> 内接诊，九成在{' '}
                <strong>{duration(all.p90Seconds)}</strong> 内 （{all.accepted} 人）
              </p>
              <div className={styles.scroll}>
                <table className={styles.waits}>
                  <caption>{params.departmentId ? '按天' : `按科室，${shortDay(last)}`}</caption>
                  <thead>
                    <tr>
                      <td />
                      <td />
                      <th scope="col">P50</th>
                      <th scope="col">P90</th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map(row => (
                      <tr key={`${row.day} ${row.departmentId}`}>
                        <th scope="row" title={row.departmentName ?? ''}>
                          {params.departmentId ? shortDay(row.day) : (row.departmentName ?? nothing)}
                        </th>
                        <td>
                          <span className={styles.p90} style={{ width: `${(100 * row.p90Seconds) / most}%` }}>
                            <span style={{ width: `${(100 * row.p50Seconds) / Math.max(1, row.p90Seconds)}%` }} />
                          </span>
                        </td>
                        <td>{duration(row.p50Seconds)}</td>
                        <td>{duration(row.p90Seconds)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </>
          );
        }}
      </Answer>
    </Card>
  );
};
