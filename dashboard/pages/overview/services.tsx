/** Departments or doctors by completed consultations, with shares as numerator and denominator. */
import { useState } from 'react';
import { z } from 'zod';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Segments } from '../../parts/segments.tsx';
import { useAddress } from '../../parts/use-address.ts';
import { count, money, nothing, percent } from '../../words/format.ts';
import styles from './overview.module.css';
import type { RangeParams } from './range.ts';
import { useServices } from './use-services.ts';

const address = { by: z.enum(['department', 'doctor']).default('department') };

const Share = ({ of: { numerator, denominator } }: { of: { numerator: number; denominator: number } }) => (
  <span title={`${numerator} / ${denominator}`}>{percent(numerator, denominator)}</span>
);

/** So many fit beside the other charts. */
const few = 12;

export const Services = ({ params }: { params: RangeParams }) => {
  const [{ by }, set] = useAddress(address);
  const [whole, setWhole] = useState(false);
  const asked = useServices({ ...params, by });
  return (
    <Card
      title={by === 'department' ? '科室' : '医生'}
      extra={
        <Segments
          label="按什么看"
          value={by}
          onChange={(next: 'department' | 'doctor') => set({ by: next })}
          options={[
            { value: 'department', label: '按科室' },
            { value: 'doctor', label: '按医生' },
          ]}
        />
      }
    >
      <Answer to={asked} rows={8}>
        {rows => {
          const most = Math.max(1, ...rows.map(({ completed }) => completed));
          if (rows.length === 0) return <EmptyState title="这些天没有数据">换一个日期范围看看。</EmptyState>;
          return (
            <div className={styles.scroll}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    <th scope="col">{by === 'department' ? '科室' : '医生'}</th>
                    <th scope="col">完成问诊</th>
                    <th scope="col" title="接诊 ÷（接诊 + 拒绝 + 撤回）">
                      接诊率
                    </th>
                    <th scope="col" title="有处方的问诊 ÷ 完成的问诊">
                      处方率
                    </th>
                    <th scope="col" title="4 星与 5 星 ÷ 全部评价">
                      满意率
                    </th>
                    <th scope="col" title="收入减退款">
                      净收入
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {(whole ? rows : rows.slice(0, few)).map(row => (
                    <tr key={row.id}>
                      <th scope="row">{row.name ?? nothing}</th>
                      <td className={styles.barred}>
                        <span className={styles.bar} style={{ width: `${(64 * row.completed) / most}%` }} />
                        {count(row.completed)}
                      </td>
                      <td>
                        <Share of={row.accepted} />
                      </td>
                      <td>
                        <Share of={row.prescribed} />
                      </td>
                      <td>
                        <Share of={row.satisfied} />
                      </td>
                      <td title={`收入 ${money(row.revenue)}，退款 ${money(row.refunded)}`}>
                        {money(row.revenue - row.refunded)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {rows.length > few && (
                <Button kind="quiet" onClick={() => setWhole(!whole)}>
                  {whole ? `只看前 ${few} 个` : `还有 ${rows.length - few} 个，全部显示`}
                </Button>
              )}
            </div>
          );
        }}
      </Answer>
    </Card>
  );
};
