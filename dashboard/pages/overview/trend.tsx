/** What happened day by day: registrations, consultations, prescriptions, each line named at its end. */
import { series } from '@yunzhen/contracts/design-tokens';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useDark } from '../../theme/appearance.ts';
import { count, money, shortDay } from '../../words/format.ts';
import { LineChart } from './line-chart.tsx';
import type { RangeParams } from './range.ts';
import { type TrendDay, useTrend } from './use-trend.ts';

const lines = [
  ['挂号', 'booked', 'registrations'],
  ['完成问诊', 'completed', 'consultations'],
  ['处方通过', 'passed', 'prescriptions'],
] as const;

const readOf = (day: TrendDay): readonly string[] => [
  shortDay(day.day),
  ...lines.map(([name, field]) => `${name} ${count(day[field])}`),
  `收入 ${money(day.revenue)}`,
  `退款 ${money(day.refunded)}（${count(day.refunds)} 笔）`,
];

/** @param height in pixels */
export const Trend = ({ params, height = 248 }: { params: RangeParams; height?: number }) => {
  const asked = useTrend(params);
  const colours = series[useDark() ? 'dark' : 'light'];
  return (
    <Card title={`每日趋势${asked.data ? ` · ${asked.data.length} 天` : ''}`}>
      <Answer to={asked} rows={8}>
        {all =>
          all.every(day => lines.every(([, field]) => day[field] === 0)) ? (
            <EmptyState title="这些天没有业务">患者挂号后，每天的数量会显示在这里。</EmptyState>
          ) : (
            <LineChart
              days={all.map(({ day }) => day.slice(5))}
              lines={lines.map(([name, field, concept]) => ({
                name,
                colour: colours[concept],
                values: all.map(day => day[field]),
              }))}
              height={height}
              read={index => {
                const day = all[index];
                return day ? readOf(day) : [];
              }}
            />
          )
        }
      </Answer>
    </Card>
  );
};
