/** What happened day by day: registrations, consultations, prescriptions, each line named at its end. */
import { series } from '@yunzhen/contracts/design-tokens';
import { useMemo } from 'react';
import { useDark } from '../../app/appearance.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Chart } from '../../parts/chart.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { count, money, shortDay } from '../../words/format.ts';
import type { RangeParams } from './range.ts';
import { type TrendDay, useTrend } from './use-trend.ts';

const lines = [
  ['挂号', 'booked', 'registrations'],
  ['完成问诊', 'completed', 'consultations'],
  ['处方通过', 'passed', 'prescriptions'],
] as const;

const tooltip = (day: TrendDay): string =>
  [
    `<strong>${shortDay(day.day)}</strong>`,
    ...lines.map(([name, field]) => `${name} ${count(day[field])}`),
    `收入 ${money(day.revenue)}`,
    `退款 ${money(day.refunded)}（${count(day.refunds)} 笔）`,
  ].join('<br>');

/** Names stand at the ends of their lines, moved apart where they would cover each other. */
const optionOf = (days: readonly TrendDay[], dark: boolean) => {
  const colours = series[dark ? 'dark' : 'light'];
  return {
    grid: { left: 8, right: 72, top: 16, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'axis',
      formatter: ([first]: readonly { dataIndex: number }[]) => {
        const day = days[first?.dataIndex ?? 0];
        return day ? tooltip(day) : '';
      },
    },
    xAxis: { type: 'category', boundaryGap: false, data: days.map(({ day }) => day.slice(5)) },
    yAxis: { type: 'value', min: 0, minInterval: 1 },
    series: lines.map(([name, field, concept]) => ({
      name,
      type: 'line',
      data: days.map(day => day[field]),
      symbol: 'circle',
      symbolSize: 5,
      showSymbol: days.length <= 31,
      color: colours[concept],
      lineStyle: { width: 2 },
      endLabel: { show: true, formatter: '{a}', color: 'inherit', distance: 6 },
      labelLayout: { moveOverlap: 'shiftY' },
    })),
  };
};

/** @param height in pixels */
export const Trend = ({ params, height = 248 }: { params: RangeParams; height?: number }) => {
  const asked = useTrend(params);
  const dark = useDark();
  const days = asked.data;
  const option = useMemo(() => (days ? optionOf(days, dark) : {}), [days, dark]);
  return (
    <Card title={`每日趋势${days ? ` · ${days.length} 天` : ''}`}>
      <Answer to={asked} rows={8}>
        {all =>
          all.every(day => lines.every(([, field]) => day[field] === 0)) ? (
            <Nothing title="这些天没有业务">患者挂号后，每天的数量会显示在这里。</Nothing>
          ) : (
            <Chart
              label={lines.map(([name, field]) => `${name}：${all.map(day => day[field]).join('、')}`).join('；')}
              option={option}
              height={height}
            />
          )
        }
      </Answer>
    </Card>
  );
};
