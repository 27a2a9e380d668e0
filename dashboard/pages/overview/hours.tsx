/** Hours × weekdays: when registrations are made. */
import { palettes } from '@yunzhen/contracts/design-tokens';
import { useMemo } from 'react';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { Chart } from '../../parts/chart.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useDark } from '../../theme/appearance.ts';
import { weekdays } from '../../words/format.ts';
import type { RangeParams } from './range.ts';
import { useHours } from './use-hours.ts';

type Hours = NonNullable<ReturnType<typeof useHours>['data']>;

const optionOf = (hours: Hours, dark: boolean) => {
  const { primary, page, card } = dark ? palettes.dark : palettes.light;
  return {
    grid: { left: 8, right: 8, top: 4, bottom: 4, outerBoundsMode: 'same' },
    tooltip: {
      formatter: ({ value: [hour, weekday, held] }: { value: [number, number, number] }) =>
        `${weekdays[weekday]} ${hour}:00–${hour + 1}:00<br>下单 ${held}`,
    },
    visualMap: {
      show: false,
      min: 0,
      max: Math.max(...hours.map(({ held }) => held)),
      inRange: { color: [page, primary] },
    },
    xAxis: { type: 'category', data: Array.from({ length: 24 }, (_, hour) => String(hour)), axisLine: { show: false } },
    yAxis: { type: 'category', data: weekdays, inverse: true, axisLine: { show: false } },
    series: [
      {
        type: 'heatmap',
        data: hours.map(({ weekday, hour, held }) => [hour, weekday - 1, held]),
        itemStyle: { borderColor: card, borderWidth: 2, borderRadius: 4 },
      },
    ],
  };
};

export const Hours = ({ params }: { params: RangeParams }) => {
  const asked = useHours(params);
  const dark = useDark();
  const { data } = asked;
  const option = useMemo(() => (data && data.length > 0 ? optionOf(data, dark) : {}), [data, dark]);
  return (
    <Card title="下单时段 · 星期 × 小时">
      <Answer to={asked} rows={7}>
        {hours => {
          if (hours.length === 0) return <EmptyState title="这些天没有人挂号">换一个日期范围看看。</EmptyState>;
          const busiest = hours.reduce((one, other) => (other.held > one.held ? other : one));
          const words = `最忙：${weekdays[busiest.weekday - 1]} ${busiest.hour} 点，${busiest.held} 单`;
          return (
            <>
              <Chart label={`挂号下单的时段。${words}`} option={option} height={216} />
              <p>
                {words}。颜色越深，下单越多（0–{busiest.held}）。
              </p>
            </>
          );
        }}
      </Answer>
    </Card>
  );
};
